using FsCheck;
using FsCheck.Fluent;
using Repro.Core.Checkpoints;
using Repro.Evidence.Bundles;
using static Repro.Faults.Tests.Hostile.SafeTensorsBytes;

namespace Repro.Faults.Tests.Hostile;

/// <summary>Weights and activation sums that somebody else made: the reader over the tensor library, and the one of verify, without it.</summary>
public sealed class SafeTensorsTests
{
    private const string Name = "model.safetensors";
    private static readonly string One16 = Header([Row("a", "\"F32\"", "[2,2]", "[0,16]")]);

    [Fact]
    public void A_thousand_bad_files_are_refused() => Refusal.OfAll(Bad(), Name, WithTensors, WithoutTensors);

    [Fact]
    public void A_thousand_random_changes_crash_nothing() => Refusal.OrValue([Good(1), Good(5), Of("{\"__metadata__\":{\"format\":\"pt\"}}", 0)], Name, WithTensors, WithoutTensors);

    [Fact]
    public void A_good_file_is_read()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Good(3));
        FluentActions.Invoking(() => WithTensors(path)).Should().NotThrow();
        FluentActions.Invoking(() => WithoutTensors(path)).Should().NotThrow();
        File.Delete(path);
    }

    private static void WithTensors(string path)
    {
        foreach (var tensor in SafeTensors.Read(path).Values) tensor.Dispose();
    }

    private static void WithoutTensors(string path)
    {
        using var stream = File.OpenRead(path);
        SafeTensorsFile.Read(stream, Path.GetFileName(path));
    }

    private static Gen<BadFile> Bad() => Gen.OneOf(
        from size in Gen.Choose(0, 7) select new BadFile("shorter than its length", new byte[size]),
        from claim in Gen.OneOf(Gen.Choose(1, 1 << 20).Select(n => (ulong)n + 200), Gen.Elements(100_000_001UL, ulong.MaxValue, 1UL << 63, (ulong)long.MaxValue, 1UL << 32)) select new BadFile("a header longer than the file", Claiming(claim, "{}", 4)),
        from left in Gen.Choose(1, One16.Length - 1) select new BadFile("a header cut short", Claiming((ulong)left, One16, 16)),
        from text in Gen.Elements("[]", "1", "null", "\"x\"", "{", "{}x", "{\"a\":}", "{'a':1}", "\0\0", "{\"a\":1}", "{\"a\":null}", "{\"a\":[]}", "{\"a\":{}}", "\u00e9{}") select new BadFile("a header that is no object of tensors", Of(text, 0)),
        from depth in Gen.Choose(65, 5000) select new BadFile("a header of great depth", Of($"{{\"a\":{new string('[', depth)}{new string(']', depth)}}}", 0)),
        from type in Gen.Elements("\"F31\"", "\"\"", "null", "7", "\"f32\"", "{}", "[\"F32\"]") select One("an unknown type", type, "[2,2]", "[0,16]", 16),
        from shape in Gen.Elements("[2,-2]", "[-1]", "null", "{}", "\"4\"", "[1.5]", "[\"4\"]", "[1e30]", "[4294967296,4294967296,4294967296]", "[9223372036854775807,9223372036854775807]", "[3]", "[0]", "[]", "[2,3]", "[[2,2]]") select One("a shape that is none, or not that of the bytes", "\"F32\"", shape, "[0,16]", 16),
        from offsets in Gen.Elements("[0]", "[]", "[0,16,16]", "null", "{}", "\"0,16\"", "[16,0]", "[-16,0]", "[-1,15]", "[0,1e30]", "[0.5,16]", "[0,9223372036854775807]", "[\"0\",\"16\"]") select One("offsets that are none", "\"F32\"", "[2,2]", offsets, 16),
        from count in Gen.Choose(2, 9) from at in Gen.Choose(1, 8) from step in Gen.Choose(1, 15) select Shifted("overlapping tensors", count, 1 + (at % (count - 1)), -step),
        from count in Gen.Choose(2, 9) from at in Gen.Choose(1, 8) from step in Gen.Choose(1, 4000) select Shifted("a gap between tensors", count, 1 + (at % (count - 1)), step),
        from count in Gen.Choose(1, 9) from cut in Gen.Choose(1, 16) select new BadFile("data cut short", Good(count)[..^cut]),
        from count in Gen.Choose(0, 9) from more in Gen.Choose(1, 4000) select new BadFile("bytes behind the data", [.. Good(count), .. new byte[more]]),
        from key in Gen.Elements("dtype", "shape", "data_offsets") select new BadFile($"no {key}", Of(Header([Row("a", "\"F32\"", "[2,2]", "[0,16]").Replace($"\"{key}\"", "\"other\"")]), 16)),
        from times in Gen.Choose(2, 5) select new BadFile("one name several times", Of(Header(Enumerable.Range(0, times).Select(i => Row("a", "\"F32\"", "[2,2]", $"[{16 * i},{16 * (i + 1)}]"))), 16 * times)),
        from bytes in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf() where bytes.Length is > 8 and < 100 select new BadFile("noise", [.. bytes.Take(7), 1, .. bytes.Skip(8)]));

    private static BadFile One(string defect, string type, string shape, string offsets, int data) => new($"{defect} ({type} {shape} {offsets})", Of(Header([Row("a", type, shape, offsets)]), data));

    private static BadFile Shifted(string defect, int count, int at, int shift) =>
        new(defect, Of(Header(Enumerable.Range(0, count).Select(i => Row($"t{i}", "\"F32\"", "[2,2]", $"[{(16 * i) + (i >= at ? shift : 0)},{(16 * (i + 1)) + (i >= at ? shift : 0)}]"))), (16 * count) + shift));
}
