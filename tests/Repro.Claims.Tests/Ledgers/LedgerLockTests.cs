using Repro.Claims.Ledgers;

namespace Repro.Claims.Tests.Ledgers;

public sealed class LedgerLockTests
{
    private static readonly Ledger Ledger = Rows.Parse(Rows.Proportion);
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Survives_its_own_text()
    {
        var written = LedgerLock.Of(Ledger);

        var read = LedgerLock.Parse("claims.lock", written.ToText());

        read.Whole.Should().Be(written.Whole);
        read.Compare(Ledger).IsCurrent.Should().BeTrue();
    }

    [Fact]
    public void Comments_layout_and_order_do_not_matter()
        => LedgerLock.Of(Rows.Parse(Rows.Proportion.Replace("    title: T\n    statement: S", "    # note\n    statement:   S\n    title: \"T\""))).Whole
            .Should().Be(LedgerLock.Of(Ledger).Whole);

    [Theory]
    [InlineData("threshold: 10", "threshold: 9")]
    [InlineData("title: T", "title: U")]
    [InlineData("every: {expected: Supported}", "every: {expected: Refuted, reason: r}")]
    [InlineData("unit: \"%\"", "unit: \"%\"\n    alpha: 0.01")]
    public void Anything_that_is_claimed_does(string was, string now)
        => LedgerLock.Of(Ledger).Compare(Rows.Parse(Rows.Proportion.Replace(was, now))).ToString().Should().Be("The ledger is not as locked. Amended: C1.");

    [Fact]
    public void Says_what_was_added_and_removed()
        => LedgerLock.Of(Ledger).Compare(Rows.Parse(Rows.Proportion.Replace("id: C1", "id: C2"))).ToString()
            .Should().Be("The ledger is not as locked. Added: C2. Removed: C1.");

    [Fact]
    public void Refuses_a_line_that_is_no_hash()
        => FluentActions.Invoking(() => LedgerLock.Parse("claims.lock", "# note\nC1 xyz\n")).Should().Throw<InputException>()
            .WithMessage("claims.lock:2: a line of the lock is an id, a space and 64 hex digits; got 'C1 xyz'. Write the lock anew.");

    [Fact]
    public void Refuses_an_id_twice()
        => FluentActions.Invoking(() => LedgerLock.Parse("claims.lock", $"C1 {Hash}\nC1 {Hash}\n")).Should().Throw<InputException>()
            .WithMessage("claims.lock:2: each id stands once in the lock; got 'C1' again. Write the lock anew.");

    [Fact]
    public void Refuses_a_lock_without_the_whole()
        => FluentActions.Invoking(() => LedgerLock.Parse("claims.lock", $"C1 {Hash}\n")).Should().Throw<InputException>()
            .WithMessage("claims.lock: the lock has no line 'whole'. Write the lock anew.");

    [Fact]
    public void Refuses_an_absent_lock()
        => FluentActions.Invoking(() => LedgerLock.Read("/no/claims.lock")).Should().Throw<InputException>()
            .WithMessage("The ledger's lock is missing: there is no '/no/claims.lock'. Write it once the claims are decided: './repro claims lock'.");

    [Fact]
    public void Reads_the_texts_that_belong_to_it()
    {
        using var file = new TemporaryFile(ClaimTexts.Of(Ledger.Claims).ToText());

        LedgerLock.Of(Ledger).ReadTexts(file.Path).ToText().Should().Be(ClaimTexts.Of(Ledger.Claims).ToText());
    }

    [Fact]
    public void Refuses_texts_of_other_claims()
    {
        var other = Rows.Parse(Rows.Proportion.Replace("threshold: 10", "threshold: 9"));
        using var file = new TemporaryFile(ClaimTexts.Of(other.Claims).ToText());

        FluentActions.Invoking(() => LedgerLock.Of(Ledger).ReadTexts(file.Path)).Should().Throw<InputException>().WithMessage(
            $"{file.Path}: the text of each claim has the hash that the lock holds; that of C1 has {LedgerLock.Of(other).Claims["C1"]}, the lock {LedgerLock.Of(Ledger).Claims["C1"]}. Take both files from the same commit.");
    }

    [Fact]
    public void What_a_row_leaves_out_is_not_in_its_hash()
        => ClaimTexts.Of(Ledger.Claims)["C1"].Should().NotContain("Untestable").And.NotContain("Uncontrolled");
}
