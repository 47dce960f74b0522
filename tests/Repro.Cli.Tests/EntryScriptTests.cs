using System.Diagnostics;

namespace Repro.Cli.Tests;

/// <summary>The bash entry, as far as it needs no set-up.</summary>
public sealed class EntryScriptTests
{
    [SkippableFact]
    public void Help_names_every_command_and_every_variable()
    {
        var (code, output, error) = Script([], "help");
        code.Should().Be(0);
        error.Should().BeEmpty();
        output.Should().ContainAll("run", "test", "report", "verify", "audit", "data check", "compare", "claims", "calibrate", "bench", "setup", "REPRO_COMPAT", "LIBTORCH", "Exit codes");
    }

    [SkippableFact]
    public void An_unknown_command_is_refused_after_the_list_of_commands()
    {
        var (code, output, error) = Script([], "fly");
        code.Should().Be(2);
        output.Should().BeEmpty();
        error.Should().StartWith("./repro run").And.EndWith("repro: 'fly' is not a command (above).\n");
    }

    [SkippableFact]
    public void A_wrong_choice_of_libraries_says_what_is_allowed() =>
        Script([("REPRO_COMPAT", "yes")], "claims", "list").Should().Be((2, "", "repro: REPRO_COMPAT is 1 (compat libraries) or 0 (packages); got 'yes'.\n"));

    [SkippableFact]
    public void Without_the_sdk_it_says_where_to_get_it()
    {
        using var bin = new PathWith("bash", "dirname");
        Script([("PATH", bin.Path)], "setup").Should()
            .Be((2, "", "repro: the .NET 10 SDK is needed and 'dotnet' is not on the PATH. Install it from https://dot.net/download, then run the same command again.\n"));
    }

    [SkippableFact]
    public void An_old_sdk_is_named()
    {
        using var bin = new PathWith("bash", "dirname", "cut", "paste");
        bin.Add("dotnet", "#!/bin/bash\nif [[ $1 == --version ]]; then echo 8.0.404; else echo '8.0.404 [/usr/share/dotnet/sdk]'; fi\n");
        Script([("PATH", bin.Path)], "setup").Should()
            .Be((2, "", "repro: the .NET 10 SDK is needed; 'dotnet --list-sdks' says: 8.0.404. Install it from https://dot.net/download, then run the same command again.\n"));
    }

    private static (int Code, string Output, string Error) Script((string Name, string Value)[] environment, params string[] arguments)
    {
        Skip.If(OperatingSystem.IsWindows(), "The entry is a bash script.");
        var start = new ProcessStartInfo(Which("bash"), [Path.Combine(Places.Root, "repro"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment.Remove("REPRO_COMPAT");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static string Which(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(d => Path.Combine(d, program)).First(File.Exists);

    /// <summary>A PATH that holds only what it is given.</summary>
    private sealed class PathWith : IDisposable
    {
        public PathWith(params string[] programs)
        {
            foreach (var program in programs) File.CreateSymbolicLink(System.IO.Path.Combine(Path, program), Which(program));
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("repro-path-").FullName;

        public void Add(string name, string script)
        {
            File.WriteAllText(System.IO.Path.Combine(Path, name), script);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(System.IO.Path.Combine(Path, name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
