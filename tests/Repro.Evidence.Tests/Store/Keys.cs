using Repro.Evidence.Store;

namespace Repro.Evidence.Tests.Store;

internal static class Keys
{
    internal static StageKey Numbered(int number) => new() { Stage = "numbers", Version = 1, Spec = $$"""{"number":{{number}}}""" };

    /// <summary>Content that follows from the spec alone: two files, one in a folder, big enough to be killed in the middle.</summary>
    internal static void Fill(ArtifactWriter writer, string spec)
    {
        writer.WriteText("spec.json", spec);
        using var stream = writer.Create("model/weights.bin");
        var block = Content(spec);
        for (var i = 0; i < 64; i++) stream.Write(block);
    }

    internal static byte[] Content(string spec) => [.. Enumerable.Range(0, 16384).Select(i => (byte)(spec[i % spec.Length] + i))];
}
