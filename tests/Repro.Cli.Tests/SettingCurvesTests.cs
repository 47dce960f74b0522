using Repro.Claims;
using Repro.Claims.Settings;
using Repro.Cli.Sessions;

namespace Repro.Cli.Tests;

public sealed class SettingCurvesTests
{
    private static SettingRow Row(string name, string level, double? value, string? centre) =>
        new(name, name.Split('-')[0], level, [new SettingVerdict("C18", value, value is null ? null : [value.Value - 1, value.Value + 1], Verdict.Supported, null)]) { CentreLevel = centre };

    [Fact]
    public void The_centre_stands_among_the_levels_of_each_factor_in_their_order()
    {
        var curve = SettingCurves.Of([Row("centre", "small", 97, null), Row("villains-12", "12", 80, "6"), Row("villains-2", "2", 99, "6")]).Single();

        (curve.Figure, curve.Series, curve.XLabel).Should().Be(("map-villains", "C18", "villains"));
        curve.Points.Select(p => (p.X, p.Value, p.Low, p.High)).Should().Equal(("2", 99, 98, 100), ("6", 97, 96, 98), ("12", 80, 79, 81));
    }

    [Theory]
    [InlineData("seed of the base model", "apart")]
    [InlineData("layers", null)]
    public void Seeds_are_names_and_not_joined(string factor, string? chart) =>
        SettingCurves.Of([Row("base-1", "1", 80, "3") with { Factor = factor }, Row("base-2", "2", 81, "3") with { Factor = factor }]).Single().Chart.Should().Be(chart);

    [Fact]
    public void What_was_not_measured_has_no_point_and_one_point_is_no_line() =>
        SettingCurves.Of([Row("villains-12", "12", 80, "6"), Row("villains-2", "2", null, "6")]).Should().BeEmpty();
}
