using System.Runtime.CompilerServices;

namespace Repro.Snapshots.Tests;

/// <summary>What a snapshot says and leaves behind when it does not hold.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"repro-verify-{Environment.ProcessId}-{RuntimeHelpers.GetHashCode(new object())}");

    public FailureTests() => Directory.CreateDirectory(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_new_snapshot_fails_with_its_content_to_paste()
    {
        var act = async () => await Check("first\nsecond");

        (await act.Should().ThrowAsync<Exception>()).Which.Message.Should().Be(
            $"""
             Directory: {folder}
             New:
               - Received: case.received.txt
                 Verified: case.verified.txt

             FileContent:

             New:

             Received: case.received.txt
             first
             second


             """);
        Received().Should().Be("first\nsecond");
    }

    [Fact]
    public async Task A_difference_shows_both_texts()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "case.verified.txt"), "old");

        var act = async () => await Check("new");

        (await act.Should().ThrowAsync<Exception>()).Which.Message.Should().Be(
            $"""
             Directory: {folder}
             NotEqual:
               - Received: case.received.txt
                 Verified: case.verified.txt

             FileContent:

             NotEqual:

             Received: case.received.txt
             new
             Verified: case.verified.txt
             old


             """);
        Received().Should().Be("new");
    }

    [Fact]
    public async Task A_comparer_explains_the_difference()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "case.verified.txt"), "1");

        var act = async () => await Check("2", (_, _, _) => Task.FromResult(CompareResult.NotEqual("2 is not 1")));

        (await act.Should().ThrowAsync<Exception>()).Which.Message.Should().EndWith(
            "NotEqual:\n\nReceived: case.received.txt\nVerified: case.verified.txt\nCompare Result:\n2 is not 1\n\n");
    }

    [Fact]
    public async Task Success_removes_the_received_file()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "case.verified.txt"), "text\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "case.received.txt"), "older failure");

        await Check("text");

        File.Exists(Path.Combine(folder, "case.received.txt")).Should().BeFalse();
    }

    [Fact]
    public async Task A_snapshot_of_another_extension_must_go()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "case.verified.txt"), "text");
        await File.WriteAllTextAsync(Path.Combine(folder, "case.verified.json"), "{}");

        var act = async () => await Check("text");

        (await act.Should().ThrowAsync<Exception>()).Which.Message.Should().Be(
            $"""
             Directory: {folder}
             Delete:
               - case.verified.json
             Equal:
               - Received: case.received.txt
                 Verified: case.verified.txt

             """);
    }

    [Fact]
    public async Task Accepting_writes_the_verified_file()
    {
        await Verify("accepted").UseDirectory(folder).UseFileName("case").DisableDiff().AutoVerify();

        (await File.ReadAllTextAsync(Path.Combine(folder, "case.verified.txt"))).Should().Be("accepted");
    }

    [Fact]
    public void Names_that_exclude_each_other_are_refused()
    {
        var settings = new VerifySettings();
        settings.UseFileName("name");

        var act = () => settings.UseParameters(1);

        act.Should().Throw<Exception>().Which.Message.Should().Be("UseParameters is not compatible with UseFileName.");
    }

    private async Task Check(string text, StringCompare? compare = null)
    {
        var settings = new VerifySettings();
        settings.UseDirectory(folder);
        settings.UseFileName("case");
        settings.DisableDiff();
        if (compare is not null)
            settings.UseStringComparer(compare);
        await Verify(text, settings);
    }

    private string Received() => File.ReadAllText(Path.Combine(folder, "case.received.txt"));
}
