using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Evidence.Store;
using Repro.Experiments.Miniature;
using Repro.Experiments.Published;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Tiers;

public sealed class TierRunnersTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_tier_has_its_runner()
    {
        TierRunners.For("published").Should().BeOfType<PublishedRunner>();
        TierRunners.For("miniature").Should().BeOfType<MiniatureRunner>();
        TierRunners.For("paper").Should().BeOfType<PaperRunner>();
    }

    [Fact]
    public void The_published_tier_without_a_folder_says_what_to_pass() =>
        new PublishedRunner().Invoking(runner => runner.Run(Request(), new SilentProgress(), CancellationToken.None))
            .Should().Throw<InputException>()
            .WithMessage("The published tier reads released scores from a folder; none was named. Pass --data DIR, a folder that holds 'scores' and 'adapter-scaling'.");

    [Fact]
    public void The_paper_tier_says_everything_that_is_missing() =>
        Reason(new PaperRunner(() => false), Request()).Should().Be(
            "The paper tier needs the weights of Qwen2.5-14B-Instruct (none named: pass --model DIR); a CUDA device (libtorch sees none); "
            + "a reader of Qwen2.5's tokenizer.json and an LLM judge, which this version does not have.");

    [Fact]
    public void The_paper_tier_names_a_folder_without_weights() =>
        Reason(new PaperRunner(() => true), Request() with { ModelDirectory = folder.Path }).Should().Be(
            $"The paper tier needs the weights of Qwen2.5-14B-Instruct (no config.json in {folder.Path}); "
            + "a reader of Qwen2.5's tokenizer.json and an LLM judge, which this version does not have.");

    private static string Reason(PaperRunner runner, TierRequest request) =>
        runner.Run(request, new SilentProgress(), CancellationToken.None).Book["em.nine-rank-1"]
            .Should().BeOfType<MissingMeasurement>().Subject.Reason;

    private TierRequest Request() =>
        new("paper", null, null, [], new ArtifactStore(folder.Path), 0, DevelopmentSeeds: false) { Metrics = ["em.nine-rank-1"] };
}
