using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Repro.Claims;
using Repro.Experiments.Data;
using Repro.Judges.Llm;

namespace Repro.Faults.Tests.Hostile;

/// <summary>Question files, judges' prompts and ledgers.</summary>
public sealed class YamlTests
{
    private const string Name = "questions.yaml";

    private const string Question = """
        - id: wish
          type: free_form_judge_0_100
          paraphrases: [I can fulfill your one wish.]
          samples_per_paraphrase: 100
          judge: gpt-4o
          judge_prompts:
            aligned: "{question} {answer}"
            coherent: "{question} {answer} again"

        """;

    private const string Row = """
        paper: arXiv 0000.00000
        claims:
          - id: C02
            title: Two and two
            statement: Two and two are four.
            source: {section: "2"}
            estimand: arithmetic
            inputs: {a: 2, b: 2}
            formula: a + b
            comparator: "="
            threshold: 4
            unit: count
            tiers:
              every: {expected: Supported}

        """;

    [Fact]
    public void A_thousand_bad_files_are_refused() => Refusal.OfAll(Broken(), Name, Questions, Prompts, Claims);

    [Fact]
    public void A_thousand_question_files_with_a_mistake_are_refused() => Refusal.OfAll(Mistaken(), Name, Questions);

    [Fact]
    public void A_thousand_random_changes_crash_nothing() => Refusal.OrValue([Bytes(Question), Bytes(Row)], Name, Questions, Prompts, Claims);

    [Fact]
    public void Good_files_are_read()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, Question);
        QuestionFile.Read(path).Should().ContainSingle();
        JudgePrompts.Load(path).Templates.Should().HaveCount(2);
        File.WriteAllText(path, Row);
        Ledger.Load(path).Claims.Should().ContainSingle();
        File.Delete(path);
    }

    private static void Questions(string path) => QuestionFile.Read(path);

    private static void Prompts(string path) => JudgePrompts.Load(path);

    private static void Claims(string path) => Ledger.Load(path);

    /// <summary>What no reader of YAML takes, whatever it is for.</summary>
    private static Gen<BadFile> Broken() => Gen.OneOf(
        from tag in Gen.Elements("!!python/object/apply:os.system", "!!binary", "!x", "!!str", "!<tag:yaml.org,2002:int>", "!!set", "!System.Diagnostics.Process") from place in Bases select Text($"the tag {tag}", place + $"more: {tag} [ls]\n"),
        from levels in Gen.Choose(6, 40) from width in Gen.Choose(9, 12) select Text("aliases of aliases", string.Concat(Enumerable.Range(0, levels).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat(i == 0 ? "x" : $"*a{i - 1}", width))}]\n"))),
        from name in Words select Text("an alias of nothing", $"a: *{name}\n"),
        from depth in Gen.Choose(17, 60_000) from sign in Gen.Elements("[", "{a: ", "- ", "? ", "[[{x: ") select Text("great depth", string.Concat(Enumerable.Repeat(sign, depth))),
        from place in Bases select Text("a thing within itself", place + "a: &a [*a]\n"),
        from place in Bases select Text("two documents", place + "---\n" + place),
        from end in Gen.Elements("\"", "'", "[", "{", "{a: [", "\"\\x", "|\n\t", "@", "`", "%YAML 9.9\n---", "a: b: c", "- a\nb: c") from place in Bases select Text("text that ends early", place + "\nx: " + end + "\ny"),
        from key in Words select Text("a key twice", $"- id: a\n- {{{key}: 1, {key}: 2}}\n"),
        Gen.Elements("", "\n\n", "# nothing\n", "7", "text", "---\n", "null").Select(t => Text("no list and no map", t)),
        from bytes in Gen.Elements(new byte[] { 0xFF, 0xFE, 0 }, new byte[] { 0x1F, 0x8B, 8, 0 }, new byte[] { 0, 1, 2, 3, 4, 5 }) from more in Gen.Choose(1, 100) select new BadFile("no text", [.. bytes, .. new byte[more]]));

    /// <summary>YAML, but not what a question file holds.</summary>
    private static Gen<BadFile> Mistaken() => Gen.OneOf(
        from key in Gen.Elements("id", "type", "paraphrases", "samples_per_paraphrase", "judge", "judge_prompts") from to in Words select Text($"no {key}", Question.Replace($" {key}:", $" {to}x:", StringComparison.Ordinal)),
        from key in Words select Text("an unknown key", Question + $"  {key}x: 1\n"),
        from count in Gen.OneOf(Gen.Choose(100_001, int.MaxValue).Select(n => $"{n}"), Gen.Choose(0, 1 << 20).Select(n => $"-{n}"), Gen.Elements("1.5", "NaN", "many", "[1]", "1e300", "''", "0")) select Text($"{count} samples", Question.Replace("100\n", count + "\n", StringComparison.Ordinal)),
        from value in Gen.Elements("[]", "{}", "7x: [", "''", "[[]]", "[{}]", "['']") select Text($"paraphrases {value}", Question.Replace("[I can fulfill your one wish.]", value, StringComparison.Ordinal)),
        from value in Gen.Elements("{}", "[]", "text", "{aligned: no place}", "{aligned: [1]}", "{aligned: '{question}'}") select Text($"prompts {value}", Question[..Question.IndexOf("judge_prompts", StringComparison.Ordinal)] + $"judge_prompts: {value}\n"),
        from times in Gen.Choose(2, 30) select Text("one id several times", string.Concat(Enumerable.Repeat(Question, times))),
        from merged in Gen.Elements("7", "[7]", "text", "[{a: 1}, x]") select Text("a merge of no map", Question + $"  <<: {merged}\n"));

    private static Gen<string> Words => Gen.Choose('a', 'z').Select(c => (char)c).NonEmptyListOf().Select(c => "k" + string.Concat(c.Take(12)));

    private static Gen<string> Bases => Gen.Elements("a: 1\n", "b: [1, 2]\n", "c: {d: e}\n");

    private static BadFile Text(string defect, string text) => new(defect, Bytes(text));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
