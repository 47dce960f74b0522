using Repro.Judges.Panel;

namespace Repro.Judges.Tests.Panel;

public sealed class KrippendorffTests
{
    /// <summary>The reliability data of Krippendorff's own worked example: four observers, twelve units, interval alpha 0.849.</summary>
    [Fact]
    public void The_published_example_has_its_published_alpha()
    {
        double?[][] observers =
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
            [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
        ];

        Krippendorff.Alpha(Units(observers)).Should().BeApproximately(0.849, 0.0005);
    }

    [Fact]
    public void Full_agreement_is_1_and_shifts_count_as_disagreement()
    {
        Krippendorff.Alpha(Units([[1, 50, 90], [1, 50, 90]])).Should().Be(1);
        Krippendorff.Alpha(Units([[0, 100], [100, 0]])).Should().BeApproximately(-0.5, 1e-12);
        Krippendorff.Alpha(Units([[1, 2, 3], [11, 12, 13]])).Should().BeLessThan(0);
    }

    [Fact]
    public void Alpha_is_undefined_without_pairs_or_without_spread()
    {
        Krippendorff.Alpha([]).Should().BeNull();
        Krippendorff.Alpha(Units([[1, null], [null, 2]])).Should().BeNull();
        Krippendorff.Alpha(Units([[7, 7], [7, 7]])).Should().BeNull();
    }

    private static List<double?[]> Units(double?[][] observers) => [.. Enumerable.Range(0, observers[0].Length).Select(unit => observers.Select(o => o[unit]).ToArray())];
}
