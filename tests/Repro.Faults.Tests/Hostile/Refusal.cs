using FsCheck;
using FsCheck.Fluent;
using Repro.Claims;

namespace Repro.Faults.Tests.Hostile;

/// <summary>Holds readers against generated files: each ends with one message that names the file, soon, and in memory that the file's size bounds.</summary>
internal static class Refusal
{
    private const int Cases = 1000;
    private const long SpareBytes = 48 << 20, BytesPerByte = 400;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20); // a hang, on a machine that is busy with other things

    /// <summary>Every file is refused by every reader.</summary>
    internal static void OfAll(Gen<BadFile> files, string name, params Action<string>[] readers) =>
        Check(files, (1789, 41), file => Array.TrueForAll(readers, read => Read(read, name, file) is not null ? true : throw new InvalidOperationException($"A bad file was read: {file}")));

    /// <summary>A file that random changes were made to is read or refused; nothing else happens.</summary>
    internal static void OrValue(IReadOnlyList<byte[]> bases, string name, params Action<string>[] readers) =>
        Check(Mutation.Of(bases), (2311, 67), file =>
        {
            foreach (var read in readers) Read(read, name, file);
            return true;
        });

    private static void Check(Gen<BadFile> files, (ulong, ulong) seed, Func<BadFile, bool> holds) =>
        Prop.ForAll(files.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(seed.Item1, seed.Item2 | 1));

    /// <summary>The message; null where the file was read.</summary>
    private static string? Read(Action<string> read, string name, BadFile file)
    {
        var folder = Directory.CreateTempSubdirectory("repro-bad-").FullName;
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, file.Bytes);
        var reading = Task.Run(() => Attempt(read, path));
        if (!reading.Wait(Longest)) throw new TimeoutException($"{Longest} were not enough for {file}");
        Directory.Delete(folder, recursive: true);
        var (refused, allocated) = reading.Result;
        if (refused?.Message.Contains(name, StringComparison.Ordinal) == false) throw new InvalidOperationException($"The message must name {name}; got '{refused.Message}' for {file}", refused);
        if (allocated > SpareBytes + (BytesPerByte * file.Bytes.Length)) throw new InvalidOperationException($"{allocated} bytes of memory for {file}");
        return refused?.Message;
    }

    private static (Exception? Refused, long Allocated) Attempt(Action<string> read, string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Exception? refused = null;
        try
        {
            read(path);
        }
        catch (Exception e) when (e is InputException or InvalidDataException)
        {
            refused = e;
        }

        return (refused, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
