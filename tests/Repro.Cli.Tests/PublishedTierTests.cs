using System.Diagnostics;
using Repro.Claims;
using Repro.Evidence.Runs;

namespace Repro.Cli.Tests;

/// <summary>The program itself, as a process, on the real released scores.</summary>
public sealed class PublishedTierTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("repro-published-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public void Answers_claims_from_released_scores_without_loading_the_tensor_library()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        var data = Path.Combine(Places.Shared, "published");
        Skip.IfNot(Directory.Exists(data), $"The released scores are not there: {data}. REPRO_SHARED names the folder that holds published/.");

        var (code, output, error) = Repro("run", "--tier", "published", "--data", data, "--out", Path.Combine(folder, "run"), "--store", Path.Combine(folder, "store"));

        error.Should().BeEmpty();
        code.Should().Be(0, output);
        output.TrimEnd().Split('\n')[^1].Should().Be(Path.Combine(folder, "run"));
        var claims = StoredRun.Open(Path.Combine(folder, "run")).Claims.Claims;
        claims.Single(c => c.Id == "C03").Should().Match<global::Repro.Claims.Results.ClaimResult>(c => c.Verdict == Verdict.Supported && Math.Round(c.Value!.Value, 1) == 21.0);
        var loaded = File.ReadAllLines(Path.Combine(folder, "loaded"));
        loaded.Should().Contain("Repro.Experiments");
        loaded.Should().NotContain(l => l.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    [SkippableFact]
    public void Without_data_it_says_what_to_name()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        Repro("run", "--tier", "published", "--store", Path.Combine(folder, "store")).Should()
            .Be((2, "", "The published tier reads released scores from a folder; none was named. Pass --data DIR, a folder that holds 'scores' and 'adapter-scaling'.\n"));
    }

    [SkippableFact]
    public void The_exit_code_and_the_message_reach_the_caller()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        Repro("run", "--tier", "gold").Should().Be((2, "", "A tier is one of published, miniature, paper; got 'gold'.\n"));
    }

    private (int Code, string Output, string Error) Repro(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "repro.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder,
        };
        start.Environment["REPRO_ROOT"] = Places.Root;
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(PublishedTierTests).Assembly.Location;
        start.Environment["REPRO_TEST_LOADED"] = Path.Combine(folder, "loaded");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
