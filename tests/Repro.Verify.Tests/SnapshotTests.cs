namespace Repro.Snapshots.Tests;

/// <summary>Everything here holds with Verify.Xunit and with compat/Verify: the snapshots in this folder are the contract between the two.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public Task A_text_is_kept_as_it_is() => Verify("two\nlines");

    [Fact]
    public Task A_file_extension_can_be_chosen() => Verify("<p>text</p>", "html");

    [Theory]
    [InlineData(1, "a/b")]
    [InlineData(2, "c")]
    public Task Parameters_name_the_file(int number, string name) => Verify($"{number} {name}").UseParameters(number, name);

    [Fact]
    public Task A_text_for_parameters_names_the_file() => Verify("text").UseTextForParameters("some");

    [Fact]
    public Task A_folder_and_a_name_can_be_chosen() => Verify("text").UseDirectory("snapshots").UseFileName("chosen");

    [Fact]
    public Task Scrubbers_change_the_text_before_it_is_compared()
        => Verify("keep\nnoise 17\nhash abc\n\nend")
            .ScrubLinesContaining("NOISE")
            .ScrubEmptyLines()
            .ScrubLinesWithReplace(line => line.StartsWith("hash", StringComparison.Ordinal) ? "hash {scrubbed}" : line)
            .AddScrubber(text => text.Replace("keep", "kept"));

    [Fact]
    public Task Folders_of_this_machine_have_names()
        => Verify(Path.Combine(Path.GetTempPath(), "file.txt"));

    [Fact]
    public Task An_object_is_unquoted_json_without_defaults()
        => Verify(new
        {
            Text = "a \"quoted\" text",
            Number = 3,
            Zero = 0,
            Half = 0.5,
            Whole = 2.0,
            Flag = false,
            Nothing = (string?)null,
            None = Array.Empty<int>(),
            List = new[] { "x", "y" },
            Inner = new { Kind = DayOfWeek.Friday, Lines = "one\ntwo" },
            Map = new Dictionary<string, int> { ["b"] = 2, ["a"] = 0 },
            When = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Id = new Guid("11111111-2222-3333-4444-555555555555"),
            Same = "11111111-2222-3333-4444-555555555555",
        });

    [Fact]
    public Task A_comparer_may_accept_what_differs()
        => Verify("0.50001").UseStringComparer((received, verified, _) =>
        {
            var difference = Math.Abs(double.Parse(received) - double.Parse(verified));
            return Task.FromResult(difference < 1e-3 ? CompareResult.Equal : CompareResult.NotEqual($"{difference} > 1e-3"));
        });

    public sealed class Nested
    {
        [Fact]
        public Task The_outer_type_names_the_file_too() => Verify("nested");
    }
}
