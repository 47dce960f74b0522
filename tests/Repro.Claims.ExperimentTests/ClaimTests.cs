using Repro.Claims.Goldens;
using Repro.Claims.Results;
using Repro.Evidence.Runs;
using Xunit.Abstractions;

namespace Repro.Claims.ExperimentTests;

/// <summary>
/// Every claim of the ledger in every selected tier: the verdict must be the expected one, in either direction.
/// Inconclusive and NotRun skip with their reason; under <c>REPRO_STRICT=1</c> they fail, but for a NotRun that the ledger states. Numbers that drifted from the golden are told, and fail under
/// <c>REPRO_STRICT=1</c> too: another processor is no refutation. Claims of the whole tier alone run under <c>REPRO_WHOLE=1</c>. <c>REPRO_ACCEPT=1</c> writes the goldens, from a clean working tree. In a rehearsal of the paper tier
/// it is enough that a claim was measured.
/// </summary>
public sealed class ClaimTests(ITestOutputHelper output)
{
    [ClaimTheory]
    public void The_verdict_is_the_expected_one(string tier, string id)
    {
        Skip.If(TestPaths.Ledger[id].Tiers[tier].Whole && !TestPaths.Whole, $"Left to a run of the whole tier: './repro run --tier {tier}', or REPRO_WHOLE=1.");
        var result = TierAnswers.Of(tier).Decide(TestPaths.Ledger[id], new OutputProgress(output));
        output.WriteLine(ClaimsJson.Write(result));
        if (TestPaths.IsRehearsal(tier) && result.Expected != Verdict.NotRun)
        {
            Assert.True(result.Verdict != Verdict.NotRun, $"{id} in tier {tier}: a rehearsal measures every claim. {result.Reason}");
            output.WriteLine("A rehearsal: measured on random weights, the verdict is not looked at.");
            return;
        }

        if (Environment.GetEnvironmentVariable("REPRO_ACCEPT") == "1" && result.Value is not null)
        {
            WorkingTree.Of(TestPaths.Root).CheckMayAccept();
            Reference.Accept(TestPaths.Golden, result);
        }

        if (result.Verdict is Verdict.Inconclusive or Verdict.NotRun)
        {
            var isDeclared = result is { Verdict: Verdict.NotRun, Expected: Verdict.NotRun };
            if (TestPaths.Strict && !isDeclared) Assert.Fail($"{id} in tier {tier} is {result.Verdict}, which REPRO_STRICT=1 does not allow. {result.Reason}");
            Skip.If(true, $"{result.Verdict}: {result.Reason}");
        }

        if (result.Verdict != result.Expected)
        {
            // Another machine's last bits can carry a claim over its threshold. Where the numbers agree with the golden's within their intervals, nothing has changed.
            Skip.If(
                !TestPaths.Strict && result.Reproduction == Reproduction.StatisticallyConsistent,
                $"expected {result.Expected}, measured {result.Verdict}, but the numbers agree statistically with the golden of another machine. {result.Reason}");
            Assert.Fail($"{id} in tier {tier}: expected {result.Expected}, measured {result.Verdict}. {result.Reason}");
        }

        if (TestPaths.Strict && result.Reproduction == Reproduction.Drifted)
        {
            Assert.Fail($"{id} in tier {tier}: the verdict stands, but the numbers drifted from {Reference.PathOf(TestPaths.Golden, tier, id)}. REPRO_ACCEPT=1 accepts them.");
        }
    }
}
