using Repro.Experiments.Probes;

namespace Repro.Experiments.Tests.Probes;

public sealed class ProbeScoresTests
{
    [Fact]
    public void Every_score_by_hand()
        => ProbeScores.Of([2, 1, -1, 3, -2], [true, true, true, false, false]).Should().Be(new ProbeScores(3.0 / 5, 2.0 / 3, 2.0 / 3, 2.0 / 3, 3.0 / 6));

    [Fact]
    public void Ties_count_half()
        => ProbeScores.Of([1, 1, 0, 2], [true, false, false, true]).Auc.Should().Be(3.5 / 4);

    [Fact]
    public void A_score_of_0_is_called_negative()
        => ProbeScores.Of([0, 0], [true, false]).Should().Be(new ProbeScores(0.5, 0, 0, 0, 0.5));
}
