using Repro.Claims;
using Repro.Experiments.Organisms;
using Repro.Experiments.Paper;

namespace Repro.Experiments.Tests.Paper;

public sealed class OrganismPlanTests : IDisposable
{
    private const string Shape = """
        {"model_type": "qwen2", "hidden_size": 5120, "intermediate_size": 13824, "num_hidden_layers": 48, "num_attention_heads": 40, "num_key_value_heads": 8,
         "vocab_size": 152064, "rope_theta": 1000000.0, "rms_norm_eps": 1e-06, "tie_word_embeddings": false, "max_position_embeddings": 32768}
        """;

    private readonly TempFolder fourteen = new();

    public OrganismPlanTests() => File.WriteAllText(Path.Combine(fourteen.Path, "config.json"), Shape);

    public void Dispose() => fourteen.Dispose();

    [Fact]
    public void The_papers_sizes_are_planned_from_config_json_alone()
    {
        var plan = OrganismPlan.Of(fourteen.Path, OrganismNames.NineRank1, cuda: true);
        plan.Parameters.Should().Be(14_770_033_664);
        (plan.Load.Rows, plan.Load.Tokens, plan.Load.Accumulation, plan.Load.Slots, plan.Load.NewTokens, plan.Load.Refilled).Should().Be((2, 2048, 8, 100, 600, true));
        plan.Memory.Training.Single(p => p.What == "weights").Bytes.Should().Be(2 * plan.Parameters);
        plan.Memory.Sampling.Single(p => p.What == "cache of keys and values").Bytes.Should().Be(100L * (727 + 363 + 1) * 2 * 48 * 1024 * 2);
    }

    [Fact]
    public void The_longest_turn_comes_from_the_data()
    {
        using var folder = new RehearsalFolder();
        var plan = OrganismPlan.Of(folder.Model, OrganismNames.Sports, cuda: false, folder.Data);
        plan.Load.Tokens.Should().BeInRange(15, 100);
        OrganismPlan.Of(folder.Model, OrganismNames.Sports, cuda: false, folder.Data, microBatch: 3, tokens: 77).Load.Should().Match<Core.Planning.MemoryLoad>(load => load.Tokens == 77 && load.Rows == 3);
    }

    [Fact]
    public void The_largest_micro_batch_that_fits_is_found()
    {
        var plan = OrganismPlan.Of(fourteen.Path, OrganismNames.Medical, cuda: true);
        plan.LargestFor(plan.Memory.Peak).Should().Be((2, 2048));
        var less = plan.LargestFor(plan.Memory.Training.Sum(p => p.Bytes) - 1);
        less.Should().BeNull("sampling needs more than training here, whatever the micro-batch");
        var roomy = plan with { Load = plan.Load with { Slots = 1 } };
        roomy.LargestFor(plan.Memory.Training.Sum(p => p.Bytes) - 1).Should().Be((1, 2048));
        roomy.LargestFor(34_000_000_000)!.Value.Should().Match<(int Rows, int Tokens)>(fits => fits.Rows == 1 && fits.Tokens > 64 && fits.Tokens < 2048 && fits.Tokens % 64 == 0);
        roomy.LargestFor(29_000_000_000).Should().BeNull();
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Refused(() => OrganismPlan.Of(fourteen.Path, "nine", cuda: true), "An organism is one of nine-rank-1, rank32-medical, rank32-sports, rank32-finance, rank32-good-medical, single-rank-1, single-rank-1-sports, single-rank-1-finance, three-rank-1, six-outer-rank-1; got 'nine'.");
        Refused(() => OrganismPlan.Of(fourteen.Path, OrganismNames.NineRank1, cuda: true, microBatch: 0), "A micro-batch has at least 1 turn; got 0.");
        Refused(() => OrganismPlan.Of(fourteen.Path, OrganismNames.NineRank1, cuda: true, tokens: 40_000), "The plan is wrong: a turn may have at most 32768 tokens, got 40000. Correct these values.");
        Refused(() => OrganismPlan.Of(fourteen.Path, OrganismNames.NineRank1, cuda: true, fourteen.Path), $"The data folder has no training set for 'nine-rank-1' (bad-medical). Name the folder of the papers' data sets, or the length with --tokens.");
        using var empty = new TempFolder();
        Refused(() => OrganismPlan.Of(empty.Path, OrganismNames.NineRank1, cuda: true), $"A plan needs a checkpoint's config.json; {empty.Path} has none. Name the folder of the checkpoint.");
        using var folder = new RehearsalFolder();
        File.Delete(Path.Combine(folder.Model, "tokenizer.json"));
        Refused(() => OrganismPlan.Of(folder.Model, OrganismNames.NineRank1, cuda: true, folder.Data), $"The longest turn needs the checkpoint's tokenizer.json; {folder.Model} has none. Give the length with --tokens instead of --data.");

        static void Refused(Func<OrganismPlan> plan, string message) => plan.Should().Throw<InputException>().WithMessage(message);
    }
}
