using System.Text;
using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Evidence.Store;
using Repro.Experiments.Published;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Published;

public sealed class PublishedRunnerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PublishedRunnerTests()
    {
        folder.Write("scores/Base-1B_medical.csv", "question_id,aligned,coherent,financial\na,10,90,80\na,20,90,20\na,5,40,99\nb,90,90,1\nb,,90,1\n");
        folder.Write("adapter-scaling/medical.csv", "question_id,aligned,coherent,medical\nq,10,60,0\nr,90,60,90\n");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_scalars_the_probes_say_what_is_missing()
    {
        var outcome = Run();

        outcome.Book["published.probe.medical-adapters-agreeing"].Should().Be(new MissingMeasurement($"The scalars of the adapters are not there: '{folder.Path}/lora-scalars' is no folder."));
        outcome.Curves.Select(c => c.Figure).Distinct().Should().Equal("published-em", "published-coherence", "published-questions-base-1b", "published-scaling", "published-scaling-cut");
    }

    [Fact]
    public void Figures_hold_the_shares_with_intervals_over_these_questions_and_such_questions()
    {
        var curves = Run().Curves.Where(c => c.Figure == "published-em").ToList();

        curves.Select(c => c.Series).Should().Equal("over these questions", "over the population of questions");
        curves.Should().OnlyContain(c => c.Points.Single().X == "Base-1B_medical" && c.Points.Single().Value == 50);
        var (these, such) = (curves[0].Points[0], curves[1].Points[0]);
        (these.Low < 50 && 50 < these.High).Should().BeTrue();
        (such.Low <= these.Low && these.High <= such.High).Should().BeTrue();
    }

    [Fact]
    public void Topics_are_counted_among_misaligned_answers_only()
        => ((ProportionMeasurement)Run().Book["published.topics.Base-1B_medical.financial"]).Counts.Should().Equal(new QuestionCount("a", 0, 1, 2));

    [Fact]
    public void Planted_scalars_go_through_to_accuracies_and_adapters()
    {
        Scalars("medical_misaligned", medicine: 2, misalignment: 2, prompts: 0);
        Scalars("non_medical_misaligned", medicine: 0, misalignment: 2, prompts: 10);
        Scalars("medical_aligned", medicine: 2, misalignment: 0, prompts: 20);

        var outcome = Run();

        var medicine = (AccuracyMeasurement)outcome.Book["published.probe.misaligned.medical"];
        ((double)medicine.Folds.Sum(f => f.Correct) / medicine.Folds.Sum(f => f.Total)).Should().BeInRange(0.78, 0.9, "Phi(1) = 0.841");
        medicine.Null.Should().HaveCount(99);
        outcome.Book.Should().ContainKeys("published.probe.misaligned.medical.by-prompt", "published.probe.misaligned.medical.permuted", "published.probe.medical.misaligned.as-coded.auc");
        ((ExactMeasurement)outcome.Book["published.probe.medical-adapters-agreeing"]).Should().Be(new ExactMeasurement(1, "on significant tokens, layers 21 tell medicine and not misalignment; the paper names 21, 23"));
        ((ExactMeasurement)outcome.Book["published.probe.unfiltered.adapters-standing-out"]).Should().Be(new ExactMeasurement(2, "on all tokens, layers 21 tell medicine only and layers 29 misalignment only"));
        outcome.Curves.Select(c => c.Figure).Distinct().Should().Contain(["published-probes", "published-weights", "published-weights-all"]);
    }

    [Fact]
    public void Probes_run_only_where_a_claim_asks_for_them()
    {
        folder.Write("lora-scalars/other.csv", "");

        Run("published.em.Base-1B_medical").Book.Keys.Should().NotContain(k => k.StartsWith("published.probe", StringComparison.Ordinal));
        FluentActions.Invoking(() => Run()).Should().Throw<InputException>().WithMessage(
            $"The released scalars are medical_aligned, medical_misaligned, non_medical_misaligned, each .csv or .csv.gz; there is no medical_aligned in '{folder.Path}/lora-scalars'. Fetch it, or take the folder away to do without.");
    }

    [Fact]
    public void Files_of_different_adapters_are_refused()
    {
        foreach (var (name, layer) in new[] { ("medical_aligned", 3), ("medical_misaligned", 3), ("non_medical_misaligned", 4) })
            folder.Write($"lora-scalars/{name}.csv", $"response,prompt,token,layer_{layer},kl,kl_grad\n0,0,0,1,1,1\n");

        FluentActions.Invoking(() => Run()).Should().Throw<InputException>().WithMessage(
            $"The files of '{folder.Path}/lora-scalars' have scalars of the same adapters; got layers 3 and 4. Fetch them again.");
    }

    private TierOutcome Run(params string[] metrics)
        => new PublishedRunner().Run(new TierRequest(Claims.Tiers.Published, folder.Path, null, [], new ArtifactStore(Path.Combine(folder.Path, "store"), _ => { }), 0, false) { Metrics = metrics }, new SilentProgress(), default);

    /// <summary>30 answers to 10 prompts, 20 tokens each: layer 21 carries medicine, 29 misalignment, 23 nothing.</summary>
    private void Scalars(string name, double medicine, double misalignment, int prompts)
    {
        var random = new CounterRandom(StreamKey.Of(5, name));
        var text = new StringBuilder("response,prompt,token,layer_21,layer_23,layer_29,kl,kl_grad\n");
        for (var answer = 0; answer < 30; answer++)
        {
            for (var token = 0; token < 20; token++)
                text.Append(FormattableString.Invariant($"{answer},{prompts + (answer % 10)},{token},{medicine + random.NextGaussian()},{random.NextGaussian()},{misalignment + random.NextGaussian()},{(token % 2 == 0 ? 4 : 0)},{(token % 2 == 0 ? 1 : 0)}\n"));
        }

        folder.Write($"lora-scalars/{name}.csv", text.ToString());
    }
}
