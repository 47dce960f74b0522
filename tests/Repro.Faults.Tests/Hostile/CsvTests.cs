using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Repro.Experiments.Data;

namespace Repro.Faults.Tests.Hostile;

/// <summary>Judged answers that somebody else wrote down.</summary>
public sealed class CsvTests
{
    private const string Name = "answers.csv";
    private const string Header = "response,question,question_id,aligned,coherent";
    private const string Row = "\"yes, no\",\"what \"\"now\"\"\",q1,50,99.5";
    private static readonly string Good = string.Join('\n', Header, Row, Row, Row) + "\n";

    [Fact]
    public void A_thousand_bad_files_are_refused() => Refusal.OfAll(Bad(), Name, path => ResponsesCsv.Read(path));

    [Fact]
    public void A_thousand_random_changes_crash_nothing() => Refusal.OrValue([Bytes(Good), Zipped(Good)], Name, path => ResponsesCsv.Read(path));

    [Fact]
    public void A_good_file_is_read()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, Good);
        ResponsesCsv.Read(path).Rows.Should().HaveCount(3);
        File.Delete(path);
    }

    private static Gen<BadFile> Bad() => Gen.OneOf(
        Gen.Elements("", "\n", "\r\n\r\n", Header, Header + "\n", "\uFEFF").Select(t => Text("no answers", t)),
        from column in Gen.Elements("response", "question") from other in Words select Text($"no column {column}", Good.Replace(column + ",", other + "x,", StringComparison.Ordinal)),
        from column in Gen.Elements("response", "question_id", "aligned", "coherent") select Text("a column twice", Good.Replace(Header, $"{Header},{column}", StringComparison.Ordinal).Replace("99.5", "99.5,1", StringComparison.Ordinal)),
        from score in Gen.OneOf(Words, Gen.Elements("NaN", "inf", "-Infinity", "1e999", "0x1F", "1,5", "100.0001", "--1"), Gen.Choose(101, 1 << 30).Select(n => $"{n}"), Gen.Choose(1, 1 << 30).Select(n => $"-{n}")) from last in Numbered select Text($"the score '{score}'", $"{Header}\n{Rows(last)}a,b,q1,\"{score}\",1\n"),
        from fields in Gen.Choose(1, 12).Where(n => n != 5) from last in Numbered select Text($"a row of {fields} fields", $"{Header}\n{Rows(last)}{string.Join(',', Enumerable.Repeat("1", fields))}\n"),
        from last in Numbered from length in Gen.Choose(0, 5000) select Text("a quote that never ends", $"{Header}\n{Rows(last)}\"{new string('x', length)}"),
        from word in Words from last in Numbered select Text("text behind a quote", $"{Header}\n{Rows(last)}\"a\"{word}z,b,q1,1,1\n"),
        from last in Numbered select Text("an empty question id", $"{Header}\n{Rows(last)}a,b,,1,1\n"),
        from byteOf in Gen.Elements(0xFF, 0xFE, 0xC0, 0x80, 0xED) from last in Numbered select new BadFile("not UTF-8", [.. Bytes($"{Header}\n{Rows(last)}"), (byte)byteOf, .. Bytes(",b,q1,1,1\n")]),
        from cut in Gen.Choose(1, Zipped(Good).Length - 3) select new BadFile("gzip cut short", Zipped(Good)[..^cut]),
        from at in Gen.Choose(10, Zipped(Good).Length - 1) from bit in Gen.Choose(0, 7) select new BadFile("gzip with a flipped bit", Flipped(Zipped(Good), at, bit)));

    private static Gen<string> Words => Gen.Choose('a', 'z').Select(c => (char)c).NonEmptyListOf().Select(c => string.Concat(c.Take(12)));

    private static Gen<int> Numbered => Gen.Choose(0, 40);

    private static string Rows(int count) => string.Concat(Enumerable.Repeat(Row + "\n", count));

    private static BadFile Text(string defect, string text) => new(defect, Bytes(text));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zipped(string text)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Optimal)) zip.Write(Bytes(text));
        return memory.ToArray();
    }

    private static byte[] Flipped(byte[] bytes, int at, int bit)
    {
        bytes[at] ^= (byte)(1 << bit);
        return bytes;
    }
}
