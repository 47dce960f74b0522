using System.Text.Json;
using Repro.Evidence.Store;

namespace Repro.Cli.Tests.Commands;

public sealed class StoreCommandTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    /// <summary>An artifact of a month before the shell's clock.</summary>
    private Artifact Make(int number, params string[] inputs)
    {
        var key = new StageKey { Stage = "numbers", Version = 1, Spec = $$"""{"number":{{number}}}""", Inputs = inputs };
        var made = new ArtifactStore(shell["artifacts/store"]).Create(key, w => w.WriteText("a", new string('x', 2000)));
        File.SetLastWriteTimeUtc(Path.Combine(made.Folder, "manifest.json"), new DateTime(2025, 12, 1, 0, 0, 0, DateTimeKind.Utc));
        return made;
    }

    /// <summary>Writes a run that rests on an artifact.</summary>
    private void Keep(Artifact artifact)
    {
        shell.Run("run").Should().Be(0, shell.Error);
        var manifest = Path.Combine(shell.LastLine, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(new string('a', 64), artifact.Id));
    }

    [Fact]
    public void A_listing_says_who_needs_what()
    {
        var input = Make(1);
        var top = Make(2, input.Id);
        var other = Make(3);
        Keep(top);
        shell.Run("store", "pin", other.Id[..8]).Should().Be(0, shell.Error);
        shell.Out.Should().Be($"{other.Id[..12]} (numbers) is pinned\n");

        shell.Run("store", "ls").Should().Be(0, shell.Error);

        var lines = shell.Out.TrimEnd().Split('\n');
        lines.Should().HaveCount(4);
        string LineOf(Artifact artifact) => lines.Single(l => l.StartsWith(artifact.Id[..12]));
        LineOf(top).Should().EndWith("    1 run  numbers: Measure");
        LineOf(input).Should().EndWith("    1 run  numbers");
        LineOf(other).Should().EndWith("   pinned  numbers");
        lines[^1].Should().MatchRegex(@"^3 artifacts, \d\.\d kB, in .*store$");
    }

    [Fact]
    public void A_listing_for_machines_holds_whole_ids_bytes_and_runs()
    {
        var top = Make(1);
        Keep(top);

        shell.Run("store", "ls", "--json").Should().Be(0, shell.Error);

        var row = JsonDocument.Parse(shell.Out).RootElement[0];
        row.GetProperty("id").GetString().Should().Be(top.Id);
        row.GetProperty("size").GetInt64().Should().BeGreaterThan(2000);
        row.GetProperty("runs").GetArrayLength().Should().Be(1);
        row.GetProperty("pinned").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public void Clearing_up_keeps_what_runs_need_and_removes_the_rest()
    {
        var top = Make(1);
        var other = Make(2);
        Keep(top);

        shell.Run("store", "gc", "--older-than", "0", "--dry-run").Should().Be(0, shell.Error);
        shell.Out.Should().MatchRegex($"^ *2\\.\\d kB  {other.Id[..12]}  numbers: no run and no pin needs it\nWould remove 1 items, 2\\.\\d kB; 1 run keeps the rest, with the pins\\.\n$");
        Directory.Exists(other.Folder).Should().BeTrue();

        shell.Run("store", "gc", "--older-than", "0", "--json").Should().Be(0, shell.Error);
        JsonDocument.Parse(shell.Out).RootElement.GetProperty("items").GetArrayLength().Should().Be(1);
        Directory.Exists(other.Folder).Should().BeFalse();
        Directory.Exists(top.Folder).Should().BeTrue();
    }

    [Fact]
    public void A_run_outside_of_the_folder_of_runs_is_kept_when_it_is_named()
    {
        var top = Make(1);
        shell.Run("run", "--out", shell["mine"]).Should().Be(0, shell.Error);
        var manifest = Path.Combine(shell["mine"], "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(new string('a', 64), top.Id));

        shell.Run("store", "gc", "--older-than", "0", "--keep", shell["mine"]).Should().Be(0, shell.Error);
        Directory.Exists(top.Folder).Should().BeTrue();
        shell.Run("store", "gc", "--older-than", "0").Should().Be(0, shell.Error);
        Directory.Exists(top.Folder).Should().BeFalse();
    }

    [Fact]
    public void A_run_whose_manifest_cannot_be_read_stops_the_clearing()
    {
        var top = Make(1);
        Keep(top);
        var run = Directory.EnumerateDirectories(shell["artifacts/runs"]).Single();
        File.WriteAllText(Path.Combine(run, "manifest.json"), "{ half");

        shell.Run("store", "gc", "--older-than", "0").Should().Be(2);
        shell.Error.Should().StartWith($"What a kept run needs is read off its manifest. {run}/manifest.json must hold the JSON of a run's RunManifest; ").And.EndWith($"Take the file from the run again, or repeat the run. Or remove {run}.\n");
        Directory.Exists(top.Folder).Should().BeTrue();
    }

    [Fact]
    public void An_artifact_has_a_path()
    {
        var top = Make(1);
        shell.Run("store", "path", top.Id[..6]).Should().Be(0, shell.Error);
        shell.Out.Should().Be(top.Folder + "\n");
    }

    [Fact]
    public void What_is_not_there_or_not_clear_is_said()
    {
        shell.Run("store", "ls").Should().Be(2);
        shell.Error.Should().Be($"--store names the folder of a store; there is nothing at '{shell["artifacts/store"]}'. './repro run' makes one.\n");
        Make(1);
        shell.Run("store", "path", "ffffffff").Should().Be(2);
        shell.Error.Should().Be($"There is no artifact 'ffffffff' in {shell["artifacts/store"]}. './repro store ls' lists them.\n");
        shell.Run("store", "pin", "ab").Should().Be(2);
        shell.Error.Should().Be("An artifact is named by at least 4 digits of its id; got 'ab'. './repro store ls' lists them.\n");
        shell.Run("store", "gc", "--older-than", "-1").Should().Be(2);
        shell.Error.Should().Be("--older-than is a number of days from 0 to 36500; got -1.\n");
    }
}
