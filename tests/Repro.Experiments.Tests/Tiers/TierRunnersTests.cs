using Repro.Claims;
using Repro.Evidence.Store;
using Repro.Experiments.Miniature;
using Repro.Experiments.Paper;
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

    private TierRequest Request() =>
        new("paper", null, null, [], new ArtifactStore(folder.Path), 0, DevelopmentSeeds: false) { Metrics = ["em.nine-rank-1"] };
}
