using System.Diagnostics;

namespace Repro.Faults.Tests.Host;

/// <summary>A repository of its own in a temporary folder: the ledger, a store, runs; and the program of this assembly, started on it as a process.</summary>
public sealed class TinyHost : IDisposable
{
    /// <summary>Claims of every kind of measurement: a rate, pairs before and after, cosines.</summary>
    private const string Claims = "C03,C18,C19,C25";

    public TinyHost()
    {
        var ledger = Directory.CreateDirectory(this["claims"]).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Places.Root, "claims"))) File.Copy(file, Path.Combine(ledger, Path.GetFileName(file)));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("repro-fault-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>What starts <c>./repro run</c> on the tiny recipe.</summary>
    /// <param name="store">Folder of the store.</param>
    /// <param name="place">Folder of the run.</param>
    /// <param name="clock">Seconds of the program's clock a second.</param>
    public ProcessStartInfo Run(string store, string place, double clock = 1) => Command(clock, "run", "--claims", Claims, "--store", store, "--out", place);

    /// <summary>What starts any other command.</summary>
    public ProcessStartInfo Command(double clock, params string[] args) => new("dotnet", ["exec", typeof(TinyHost).Assembly.Location, Root, .. args])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["REPRO_TEST_CLOCK"] = clock.ToString("R"),
            ["OMP_NUM_THREADS"] = "1",
            ["OPENBLAS_NUM_THREADS"] = "1",
            ["DOTNET_TieredPGO"] = "0",
        },
    };

    /// <summary>Runs to the end.</summary>
    public static Ended Finish(ProcessStartInfo command)
    {
        using var process = Process.Start(command)!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Ended(process.ExitCode, lines, error.Result);
    }
}
