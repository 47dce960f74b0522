using System.Reflection;
using System.Runtime.Loader;

namespace Repro.Compat.Tests;

/// <summary>Each test loads the assembly afresh, with another native library.</summary>
public sealed class LoaderTests
{
    private const string Advice =
        " Run ./repro setup (or compat/TorchSharp/native/build.sh), which builds it against the installed libtorch; LIBTORCH names another libtorch, REPRO_SHIM another built library.";

    [SkippableFact]
    public void A_missing_library_is_named_with_the_command_that_builds_it()
    {
        Setup.RequireCompat();
        Failure("/nowhere/libreprotorch.so").Should().Be("The native library of compat/TorchSharp is not at /nowhere/libreprotorch.so." + Advice);
    }

    [SkippableFact]
    public void A_broken_library_is_named_with_the_reason()
    {
        Setup.RequireCompat();
        var path = Path.Combine(Path.GetTempPath(), $"broken-{Environment.ProcessId}.so");
        File.WriteAllText(path, "not a library");
        try
        {
            Failure(path).Should().StartWith($"The native library of compat/TorchSharp at {path} does not load: ").And.EndWith(Advice);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [SkippableFact]
    public void A_library_of_another_interface_is_refused()
    {
        Setup.RequireCompat();
        // Any library of this process stands in for a foreign one.
        var other = File.ReadLines("/proc/self/maps").Select(line => line.Split(' ')[^1]).First(path => path.Contains("/libm.so", StringComparison.Ordinal));
        Failure(other).Should().Be($"The native library of compat/TorchSharp at {other} has interface 0, this assembly has 16014." + Advice);
    }

    private static string Failure(string library)
    {
        var before = Environment.GetEnvironmentVariable("REPRO_SHIM");
        var context = new AssemblyLoadContext(null, isCollectible: true);
        Environment.SetEnvironmentVariable("REPRO_SHIM", library);
        try
        {
            var torch = context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll")).GetType("TorchSharp.torch")!;
            var call = FluentActions.Invoking(() => torch.GetMethod("get_num_threads")!.Invoke(null, []));
            return call.Should().Throw<TargetInvocationException>().WithInnerException<DllNotFoundException>().Which.Message;
        }
        finally
        {
            Environment.SetEnvironmentVariable("REPRO_SHIM", before);
            context.Unload();
        }
    }
}
