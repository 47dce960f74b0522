using FsCheck;
using FsCheck.Fluent;

namespace Repro.Faults.Tests.Hostile;

/// <summary>Random changes to files that are good.</summary>
internal static class Mutation
{
    internal static Gen<BadFile> Of(IReadOnlyList<byte[]> bases) =>
        from start in Gen.Elements(bases.AsEnumerable())
        from edits in Edit.NonEmptyListOf()
        select new BadFile("changed at random", edits.Take(8).Aggregate(start, (bytes, edit) => edit(bytes)));

    private static Gen<Func<byte[], byte[]>> Edit => Gen.OneOf(
        from at in Place from value in Gen.Choose(0, 255) select Change(bytes => [.. bytes[..At(bytes, at)], (byte)value, .. bytes.Skip(At(bytes, at) + 1)]),
        from at in Place from bit in Gen.Choose(0, 7) select Change(bytes => [.. bytes[..At(bytes, at)], .. bytes.Skip(At(bytes, at)).Take(1).Select(b => (byte)(b ^ (1 << bit))), .. bytes.Skip(At(bytes, at) + 1)]),
        from at in Place from length in Gen.Choose(1, 200) select Change(bytes => [.. bytes[..At(bytes, at)], .. bytes.Skip(At(bytes, at) + length)]),
        from at in Place from length in Gen.Choose(1, 200) select Change(bytes => [.. bytes[..At(bytes, at)], .. bytes.Skip(At(bytes, at)).Take(length), .. bytes.Skip(At(bytes, at))]),
        from at in Place from text in Gen.Elements("\"", "{", "[", "]", "}", ",", "\n", "\r", "\0", "&a", "*a", "!!x ", ": ", "- ", "-1", "1e999", "NaN", "\\ud800", "\uFEFF", "../") select Change(bytes => [.. bytes[..At(bytes, at)], .. System.Text.Encoding.UTF8.GetBytes(text), .. bytes.Skip(At(bytes, at))]),
        from at in Place select Change(bytes => bytes[..At(bytes, at)]));

    private static Gen<int> Place => Gen.Choose(0, 1_000_000);

    private static int At(byte[] bytes, int place) => (int)((long)bytes.Length * place / 1_000_001);

    private static Func<byte[], byte[]> Change(Func<byte[], byte[]> change) => change;
}
