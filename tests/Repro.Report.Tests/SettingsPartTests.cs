using Repro.Claims;
using Repro.Claims.Settings;
using Repro.Evidence.Runs;

namespace Repro.Report.Tests;

public sealed class SettingsPartTests
{
    private static RunDocument With(params SettingRow[] rows)
    {
        var run = Runs.Fixture();
        return run with { Claims = run.Claims with { Settings = rows } };
    }

    [Fact]
    public void Each_setting_is_a_row_with_a_cell_a_claim()
    {
        var id = Runs.Fixture().Claims.Claims[0].Id;

        var html = HtmlReport.Render(With(new SettingRow("villains-12", "villain <share>", "12", [new SettingVerdict(id, 80, [70, 90], Verdict.Refuted, "None of it.")])));

        html.Should().Contain("<section id=\"settings\"").And.Contain("<tr data-setting=\"villains-12\"><th scope=\"row\">villain &lt;share&gt;</th><td>12</td>")
            .And.Contain("data-verdict=\"Refuted\" title=\"None of it.\"");
    }

    [Fact]
    public void A_run_without_settings_has_no_such_section() => HtmlReport.Render(Runs.Fixture()).Should().NotContain("id=\"settings\"");
}
