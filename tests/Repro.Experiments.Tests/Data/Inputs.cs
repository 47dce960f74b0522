using System.IO.Compression;
using System.Text;

namespace Repro.Experiments.Tests.Data;

/// <summary>Files of one test, and where the repository and the material shared beside it are.</summary>
internal sealed class Inputs : IDisposable
{
    private readonly TempFolder folder = new();

    public static string Root { get; } = FindRoot();

    public static string Shared { get; } = Environment.GetEnvironmentVariable("REPRO_SHARED") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    public string Folder => folder.Path;

    public string this[string name] => Path.Combine(folder.Path, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public static byte[] Zip(string text) => Zip(stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    public static byte[] Zip(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true)) write(zip);
        return bytes.ToArray();
    }

    public void Dispose() => folder.Dispose();

    private static string FindRoot()
    {
        var here = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(here, "Repro.sln"))) here = Path.GetDirectoryName(here)!;
        return here;
    }
}
