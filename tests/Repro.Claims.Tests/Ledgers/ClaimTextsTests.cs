using Repro.Claims.Ledgers;

namespace Repro.Claims.Tests.Ledgers;

public sealed class ClaimTextsTests
{
    private static readonly Ledger Ledger = Rows.Parse(Rows.Proportion);

    [Fact]
    public void Survive_their_own_text_and_have_the_hashes_of_the_lock()
    {
        var texts = ClaimTexts.Of(Ledger.Claims);

        var read = ClaimTexts.Parse("f", texts.ToText());

        read.Ids.Should().Equal("C1");
        read["C1"].Should().Be(texts["C1"]).And.StartWith("{\"Alpha\":0.05,");
        read["C2"].Should().BeNull();
        read.Hashes().Should().BeEquivalentTo(LedgerLock.Of(Ledger).Claims);
    }

    [Fact]
    public void Only_some_of_them_can_be_taken()
    {
        var two = ClaimTexts.Of([Ledger.Claims[0], Ledger.Claims[0] with { Id = "C2" }]);

        two.Only(["C2", "C3"]).Ids.Should().Equal("C2");
        ClaimTexts.None.ToText().Should().BeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"Id\": 3}")]
    [InlineData("[1]")]
    [InlineData("no JSON")]
    public void Refuse_a_line_that_is_no_claim(string line)
        => FluentActions.Invoking(() => ClaimTexts.Parse("ledger.jsonl", "\n" + line)).Should().Throw<InputException>()
            .Which.Message.Should().Be($"ledger.jsonl:2: a line holds one claim, a JSON object with an 'Id'; got '{line}'. Take the file from where it was written.");

    [Fact]
    public void Refuse_an_id_twice()
    {
        var text = ClaimTexts.Of(Ledger.Claims).ToText();

        FluentActions.Invoking(() => ClaimTexts.Parse("ledger.jsonl", text + text)).Should().Throw<InputException>()
            .WithMessage("ledger.jsonl:2: each claim stands once; got 'C1' again. Take the file from where it was written.");
    }

    [Fact]
    public void Refuse_an_absent_file()
        => FluentActions.Invoking(() => ClaimTexts.Read("/no/claims.lock.jsonl")).Should().Throw<InputException>()
            .WithMessage("The claims' locked texts are missing: there is no '/no/claims.lock.jsonl'. './repro claims lock' writes it.");
}
