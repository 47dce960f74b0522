using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Repro.Claims.Ledgers;
using Repro.Experiments.Data;
using Repro.Judges.Recorded;

namespace Repro.Faults.Tests.Hostile;

/// <summary>Data sets, judgement logs and the claims of a run: one JSON object a line.</summary>
public sealed class JsonLinesTests
{
    private const string Name = "rows.jsonl";
    private const string Talk = """{"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "ho"}]}""";
    private const string Reply = """{"key":"k","model":"m","served":"m","metric":"aligned","questionId":"q","sample":0,"text":"50"}""";
    private const string Claim = """{"Id":"C01","Title":"t"}""";

    [Fact]
    public void A_thousand_bad_files_are_refused() => Refusal.OfAll(Broken(), Name, Talks, Replies, Claims);

    [Fact]
    public void A_thousand_data_sets_with_a_mistake_are_refused() => Refusal.OfAll(Mistaken(), Name, Talks);

    [Fact]
    public void A_thousand_random_changes_crash_nothing() => Refusal.OrValue([Lines(Talk, Talk), Lines(Reply, Reply.Replace("\"k\"", "\"l\"")), Lines(Claim)], Name, Talks, Replies, Claims);

    [Fact]
    public void Good_files_are_read()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Lines(Talk, Talk));
        ConversationFile.Read(path).Should().HaveCount(2);
        File.WriteAllBytes(path, Lines(Reply));
        JudgementLog.Read(path).Count.Should().Be(1);
        File.WriteAllBytes(path, Lines(Claim));
        ClaimTexts.Read(path).Ids.Should().Equal("C01");
        File.Delete(path);
    }

    private static void Talks(string path) => ConversationFile.Read(path);

    private static void Replies(string path) => JudgementLog.Read(path);

    private static void Claims(string path) => ClaimTexts.Read(path);

    /// <summary>What is no object a line.</summary>
    private static Gen<BadFile> Broken() => Gen.OneOf(
        from before in Good from line in Gen.Elements("{", "}", "[]", "7", "null", "true", "\"x\"", "{]", "{\"a\":}", "{'a':1}", "{\"a\":1,}", "{\"a\":1}{\"a\":1}", "text", "{\"a\":NaN}", "//x", "{\"a\":01}", "{\"a\":\"\u0001\"}", "\0", "\uFFFF") select Text($"the line {line}", before, line),
        from before in Good from cut in Gen.Choose(1, 60) from line in Gen.Elements(Talk, Reply) select Text("a line cut short", before, line[..^cut]),
        from before in Good from depth in Gen.Choose(65, 50_000) from open in Gen.Elements("[", "{\"a\":") select Text("great depth", before, $"{{\"a\":{string.Concat(Enumerable.Repeat(open, depth))}"),
        from before in Good from bad in Gen.Elements(0xFF, 0xC0, 0x80, 0xFE) select new BadFile("not UTF-8", [.. before, (byte)bad, .. Encoding.UTF8.GetBytes("{}\n")]),
        from before in Good from length in Gen.Choose(1, 2000) select new BadFile("NUL bytes", [.. before, .. new byte[length], (byte)'\n']),
        from before in Good from text in Words select Text("a line of text", before, text),
        from before in Good from size in Gen.Choose(0, 100_000) select Text("a text that never ends", before, $"{{\"a\":\"{new string('x', size)}"));

    /// <summary>Objects, but no conversations.</summary>
    private static Gen<BadFile> Mistaken() => Gen.OneOf(
        from before in Good from key in Words select Text("another key", before, Talk.Replace("messages", key, StringComparison.Ordinal)),
        from before in Good from key in Gen.Elements("role", "content") from value in Gen.Elements("null", "7", "[]", "{}", "\"\"", "\"\\ud800\"", "true") select Text($"the {key} {value}", before, System.Text.RegularExpressions.Regex.Replace(Talk, $"\"{key}\": \"[a-z]+\"", $"\"{key}\": {value}")),
        from before in Good from role in Words select Text($"the role {role}", before, Talk.Replace("assistant", role, StringComparison.Ordinal)),
        from before in Good from key in Words select Text("a key too many", before, Talk.Replace("\"role\"", $"\"{key}\": 1, \"role\"", StringComparison.Ordinal)),
        from before in Good select Text("a key twice", before, Talk.Replace("\"role\": \"user\"", "\"role\": \"user\", \"role\": \"user\"", StringComparison.Ordinal)),
        from before in Good from value in Gen.Elements("[]", "{}", "null", "7", "\"x\"", "[7]", "[null]", "[[]]") select Text($"messages {value}", before, $"{{\"messages\": {value}}}"),
        from before in Good from roles in Gen.Elements("user", "assistant", "system", "user,user", "assistant,user", "user,assistant,assistant", "system,system,user,assistant", "user,assistant,system,assistant") select Text($"the order {roles}", before, $"{{\"messages\": [{string.Join(',', roles.Split(',').Select(r => $"{{\"role\": \"{r}\", \"content\": \"x\"}}"))}]}}"),
        from before in Good from blanks in Gen.Choose(1, 30) select Text("blank lines between", before, new string('\n', blanks) + Talk),
        from more in Gen.Choose(1, 300_000) select Text("a line too long", [], Talk.Replace("hi", new string('x', (1 << 20) + more), StringComparison.Ordinal)),
        Gen.Elements("", "\n", "\n\n\n", "\uFEFF", " \r\n").Select(t => new BadFile("empty", Encoding.UTF8.GetBytes(t))));

    private static Gen<byte[]> Good => Gen.Choose(0, 20).Select(n => Lines([.. Enumerable.Repeat(Talk, n)]));

    private static Gen<string> Words => Gen.Choose('a', 'z').Select(c => (char)c).NonEmptyListOf().Select(c => "k" + string.Concat(c.Take(12)));

    private static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));

    private static BadFile Text(string defect, byte[] before, string line) => new(defect, [.. before, .. Lines(line)]);
}
