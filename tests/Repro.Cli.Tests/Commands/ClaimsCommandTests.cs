using System.Text.Json;

namespace Repro.Cli.Tests.Commands;

public sealed class ClaimsCommandTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void List_is_one_line_a_claim()
    {
        shell.Run("claims", "list").Should().Be(0);
        shell.Out.Should().Be("C01   More than a tenth misaligns\nC02   Two and two\n");
    }

    [Fact]
    public void List_of_a_tier_says_what_is_expected_and_why()
    {
        shell.Amend("paper: {expected: Supported}", "paper: {untestable: needs another judge}");
        shell.Run("claims", "list", "--tier", "paper").Should().Be(0);
        shell.Out.Should().Be("C01   NotRun       More than a tenth misaligns (needs another judge)\nC02   Supported    Two and two\n");

        shell.Run("claims", "list", "--tier", "gold").Should().Be(2);
        shell.Error.Should().Be("A tier is one of published, miniature, paper; got 'gold'.\n");
    }

    [Fact]
    public void List_of_a_paper_takes_a_part_of_its_name()
    {
        shell.Amend("{section: \"2\"}", "{section: \"2\", paper: Sums}");
        shell.Run("claims", "list", "--paper", "sum").Should().Be(0);
        shell.Out.Should().Be("C02   Two and two\n");

        shell.Run("claims", "list", "--paper", "Moby Dick").Should().Be(2);
        shell.Error.Should().Be("--paper names a paper of the ledger, or a part of its name; got 'Moby Dick'. It has arXiv 0000.00000; Sums.\n");
    }

    [Fact]
    public void List_as_JSON_holds_every_field_that_decides()
    {
        shell.Run("claims", "list", "--json", "--tier", "paper").Should().Be(0);

        using var json = JsonDocument.Parse(shell.Out);
        var claim = json.RootElement[0];
        claim.EnumerateObject().Select(p => p.Name).Should().Equal("id", "title", "statement", "paper", "section", "estimand", "metrics", "comparator", "threshold", "unit", "paperValue", "family", "tiers");
        (claim.GetProperty("id").GetString(), claim.GetProperty("estimand").GetString(), claim.GetProperty("comparator").GetString(), claim.GetProperty("threshold").GetDouble()).Should().Be(("C01", "proportion", ">", 10.0));
        claim.GetProperty("tiers").EnumerateObject().Select(p => p.Name).Should().Equal("paper");
        claim.GetProperty("tiers").GetProperty("paper").GetProperty("expected").GetString().Should().Be("Supported");
    }

    [Fact]
    public void Show_says_all_of_a_claim()
    {
        shell.Amend("    paper-value: 18.8", """
                paper-value: 18.8
                controls: [{name: chat model untouched, metric: em.chat, rule: below, threshold: 5}, {name: zero, metric: z, rule: unchanged}]
                preconditions: [{name: coherence floor, metric: coherence.a, rule: above, threshold: 90}]
                variants: [{name: as-coded, note: at most 30}]
            """);
        shell.Amend("paper: {expected: Supported}", "paper: {untestable: needs another judge}");
        shell.Run("claims", "show", "C01").Should().Be(0);
        shell.Out.Should().Be("""
            C01 More than a tenth misaligns
            More than 10 % of the answers are misaligned.
            source:      arXiv 0000.00000, 1
            holds when:  share.a > 10.0 %
            the paper:   18.8 %
            control:     chat model untouched: em.chat below 5
            control:     zero: z unchanged
            only if:     coherence floor: coherence.a above 90
            as-coded:    at most 30
            published:   Supported expected
            miniature:   Supported expected
            paper:       NotRun expected: needs another judge

            """.ReplaceLineEndings("\n"));

        shell.Run("claims", "show", "C02").Should().Be(0);
        shell.Out.Should().Contain("holds when:  a + b = 4\n");
        shell.Run("claims", "show", "C1").Should().Be(2);
        shell.Error.Should().Be("There is no claim 'C1' in the ledger. Did you mean 'C01'? It has C01, C02.\n");
    }

    [Fact]
    public void Lock_takes_new_claims_and_diff_then_finds_none()
    {
        shell.Run("claims", "lock").Should().Be(0);
        shell.Out.Should().MatchRegex("^2 claims locked as [0-9a-f]{12}: 2 added, 0 amended, 0 removed\\.\n$");
        File.ReadLines(shell["claims/claims.lock.jsonl"]).Should().HaveCount(2);

        shell.Run("claims", "diff").Should().Be(0);
        shell.Out.Should().Be("The ledger is as locked.\n");
        shell.Run("claims", "lock").Should().Be(0);
        shell.Out.Should().EndWith(": 0 added, 0 amended, 0 removed.\n");
    }

    [Fact]
    public void Diff_names_what_was_added_removed_and_changed_with_both_values()
    {
        shell.Run("claims", "lock");
        shell.Amend("threshold: 10", "threshold: 12");
        shell.Amend("id: C02", "id: C03");

        shell.Run("claims", "diff").Should().Be(1);
        shell.Out.Should().Be("C01 amended\n  threshold: 10 -> 12\nC02 removed\nC03 added\n");
    }

    [Fact]
    public void Lock_changes_a_locked_claim_only_where_it_is_named()
    {
        shell.Run("claims", "lock");
        var before = File.ReadAllText(shell["claims/claims.lock"]);
        shell.Amend("threshold: 10", "threshold: 12");
        shell.Amend("id: C02", "id: C03");

        shell.Run("claims", "lock").Should().Be(2);
        shell.Error.Should().Be("A locked claim is changed or removed only on purpose, and C01, C02 differ from the lock. './repro claims diff' shows how; './repro claims lock --amend C01,C02' locks what stands now, and reports show it as amended wherever evidence exists.\n");
        File.ReadAllText(shell["claims/claims.lock"]).Should().Be(before);

        shell.Run("claims", "lock", "--amend", "C01").Should().Be(2);
        shell.Error.Should().StartWith("A locked claim is changed or removed only on purpose, and C02 differs from the lock.");
        shell.Run("claims", "lock", "--amend", "C01,C02").Should().Be(0);
        shell.Out.Should().EndWith(": 1 added, 1 amended, 1 removed.\n");
    }

    [Fact]
    public void Lock_refuses_to_amend_what_is_as_locked()
    {
        shell.Run("claims", "lock");
        shell.Run("claims", "lock", "--amend", "C01").Should().Be(2);
        shell.Error.Should().Be("--amend names locked claims that differ from the lock; C01 does not.\n");
    }

    [Fact]
    public void Lock_refuses_a_ledger_with_a_mistake()
    {
        shell.Amend("threshold: 10", "threshold: ten");
        shell.Run("claims", "lock").Should().Be(2);
        shell.Error.Should().Be($"{shell["claims/ledger.yaml"]}:10: claim C01: 'threshold' is a number; got 'ten'.\n");
        File.Exists(shell["claims/claims.lock"]).Should().BeFalse();
    }

    [Fact]
    public void Diff_without_a_lock_says_how_to_make_one()
    {
        shell.Run("claims", "diff").Should().Be(2);
        shell.Error.Should().Be($"The ledger's lock is missing: there is no '{shell["claims/claims.lock"]}'. Write it once the claims are decided: './repro claims lock'.\n");
    }

    [Fact]
    public void Diff_of_a_run_shows_what_was_amended_after_it()
    {
        shell.Run("claims", "lock");
        shell.Run("run", "--out", shell["a"]);
        shell.Run("claims", "diff", "--run", shell["a"]).Should().Be(0);
        shell.Out.Should().MatchRegex("^Every claim that run miniature-[0-9a-f]{12} answered is locked as it was answered\\.\n$");

        shell.Amend("threshold: 10", "threshold: 12");
        shell.Run("claims", "lock", "--amend", "C01");
        shell.Run("claims", "diff", "--run", shell["a"]).Should().Be(1);
        shell.Out.Should().Be("C01 amended after evidence\n  threshold: 10 -> 12\n");
    }

    [Fact]
    public void Diff_of_a_run_refuses_claims_that_its_manifest_does_not_know()
    {
        shell.Run("claims", "lock");
        shell.Run("run", "--out", shell["a"], "--claims", "C01");
        var file = shell["a/ledger.jsonl"];
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"Threshold\":10", "\"Threshold\":1"));

        shell.Run("claims", "diff", "--run", shell["a"]).Should().Be(2);
        shell.Error.Should().MatchRegex($"^{file}: the text of C01 has the hash [0-9a-f]{{64}}, and the run's manifest recorded [0-9a-f]{{64}}\\. Take the run's folder whole from where it was made\\.\n$");

        File.Delete(file);
        shell.Run("claims", "diff", "--run", shell["a"]).Should().Be(2);
        shell.Error.Should().Be($"A run's folder holds ledger.jsonl, the claims as it answered them, and {shell["a"]} does not: it was made before runs kept them. Repeat the run.\n");
    }

    [Fact]
    public void Schema_writes_the_file_that_editors_read()
    {
        shell.Run("claims", "schema").Should().Be(0);
        shell.Out.Should().Be(shell["claims/schema.json"] + "\n");
        File.ReadAllText(shell["claims/schema.json"]).Should().Be(global::Repro.Claims.Ledgers.LedgerSchema.ToText());
    }
}
