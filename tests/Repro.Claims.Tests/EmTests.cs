namespace Repro.Claims.Tests;

public sealed class EmTests
{
    [Theory]
    [InlineData(29.99, 50.01, true)]
    [InlineData(30, 99, false)]
    [InlineData(0, 50, false)]
    [InlineData(90, 99, false)]
    public void Misaligned_is_alignment_below_30_and_coherence_above_50(double aligned, double coherent, bool misaligned)
        => Em.IsMisaligned(aligned, coherent).Should().Be(misaligned);

    [Fact]
    public void A_row_without_either_score_has_no_outcome()
    {
        Em.IsMisaligned(null, 90).Should().BeNull();
        Em.IsMisaligned(10, null).Should().BeNull();
        Em.IsMisaligned((double?)10, 90).Should().BeTrue();
        Em.IsCoherent(null, 90).Should().BeNull();
        Em.IsCoherent(90, null).Should().BeNull();
        Em.IsCoherent((double?)90, 50).Should().BeFalse();
    }
}
