using Repro.Claims.Calibrating;

namespace Repro.Claims.Tests.Calibrating;

public sealed class CalibrationTextTests
{
    private static readonly CalibrationRow[] Rows =
    [
        new("share", "8 questions", "ours", CalibrationKind.Ours, 0.05, 0.01, 1000),
        new("share", "8 questions", "other", CalibrationKind.Naive, 0.5, 0.25, 1000),
        new("share", "9 questions", "ours", CalibrationKind.Ours, 0.08, 0, 1000),
    ];

    [Fact]
    public void Is_a_table_that_says_which_rows_fail() => CalibrationText.Markdown(Rows).Should().Be("""
        2 rows of ours, 1 above their bound; 2,000 worlds, 1,000 a row. Rates in % of worlds; bound = 5 % + 3 standard errors of a rate of 5 %.

        ### Share

        | worlds | method | | Supported | Refuted | bound |
        |---|---|---|---|---|---|
        | 8 questions | ours | ours, holds | 5.0 | 1.0 | 7.1 |
        | 8 questions | other | not used | 50.0 | 25.0 |  |
        | 9 questions | ours | **ours, FAILS** | 8.0 | 0.0 | 7.1 |

        """);

    [Fact]
    public void Says_from_how_few_worlds_a_row_may_be()
        => CalibrationText.Markdown([.. Rows, Rows[0] with { Worlds = 250 }]).Should().StartWith("3 rows of ours, 1 above their bound; 2,250 worlds, 250 to 1,000 a row. ");

    [Fact]
    public void Replaces_what_is_between_its_lines_and_nothing_else()
    {
        var text = CalibrationText.Replace($"a\n{CalibrationText.Begin}\nstale\n{CalibrationText.End}\nb\n", Rows, "x.md");

        text.Should().StartWith($"a\n{CalibrationText.Begin}\n\n2 rows").And.EndWith($"|\n\n{CalibrationText.End}\nb\n").And.NotContain("stale");
        CalibrationText.Replace(text, Rows, "x.md").Should().Be(text);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("<!-- to here -->\n<!-- ./repro calibrate writes from here -->")]
    public void Says_what_a_document_lacks(string document)
        => FluentActions.Invoking(() => CalibrationText.Replace(document, Rows, "x.md")).Should().Throw<InputException>()
            .WithMessage("x.md: the calibration is written between the lines '<!-- ./repro calibrate writes from here -->' and '<!-- to here -->', in this order; one of them is missing. Add both.");

    [Theory]
    [InlineData(CalibrationKind.Ours, 0.0706, 0.0706, true)]
    [InlineData(CalibrationKind.Ours, 0.0707, 0, false)]
    [InlineData(CalibrationKind.Ours, 0, 0.0707, false)]
    [InlineData(CalibrationKind.Naive, 0.5, 0.5, true)]
    public void Only_a_row_of_ours_can_fail(CalibrationKind kind, double supported, double refuted, bool holds)
        => new CalibrationRow("e", "w", "m", kind, supported, refuted, 1000).Holds.Should().Be(holds);
}
