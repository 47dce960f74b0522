/// <summary>Runs first in a child process (DOTNET_STARTUP_HOOKS) and writes down, when it ends, which assemblies and native libraries it had loaded.</summary>
#pragma warning disable MA0047, CA1050 // the runtime wants this name, outside any namespace
internal static class StartupHook
{
    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
        File.WriteAllLines(
            Environment.GetEnvironmentVariable("REPRO_TEST_LOADED")!,
            AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name!)
                .Concat(File.ReadLines("/proc/self/maps").Select(l => Path.GetFileName(l)).Where(n => n.Contains(".so", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)));
}
