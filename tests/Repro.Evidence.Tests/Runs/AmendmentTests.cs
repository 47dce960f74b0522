using Repro.Claims.Ledgers;
using Repro.Evidence.Runs;

namespace Repro.Evidence.Tests.Runs;

public sealed class AmendmentTests
{
    private const string Answered = "{\"Id\":\"C1\",\"Threshold\":90}\n{\"Id\":\"C2\",\"Threshold\":10}\n{\"Id\":\"C3\",\"Threshold\":1}\n";

    [Fact]
    public void Only_a_claim_that_both_hold_and_that_changed_is_amended()
    {
        var now = ClaimTexts.Parse("now", "{\"Id\":\"C1\",\"Threshold\":80}\n{\"Id\":\"C2\",\"Threshold\":10}\n{\"Id\":\"C4\",\"Threshold\":1}\n");

        var amended = Amendment.Between("run x", ClaimTexts.Parse("run", Answered), now);

        amended.Should().ContainSingle();
        (amended[0].Claim, amended[0].Evidence).Should().Be(("C1", "run x"));
        amended[0].Changes.Should().Equal(new FieldChange("threshold", "90", "80"));
    }

    [Fact]
    public void Nothing_is_amended_where_no_evidence_says_what_it_answered()
        => Amendment.Between("run x", ClaimTexts.None, ClaimTexts.Parse("now", Answered)).Should().BeEmpty();
}
