using Repro.Claims;

namespace Repro.Judges.Panel;

/// <summary>Several judges on the same answers, side by side, and how far they agree.</summary>
public sealed class JudgePanel
{
    private readonly IReadOnlyList<IJudge> judges;

    /// <summary>A panel.</summary>
    /// <exception cref="InputException">There are fewer than two judges, or one sits twice.</exception>
    public JudgePanel(IReadOnlyList<IJudge> judges)
    {
        if (judges.Count < 2) throw new InputException($"A panel has two judges or more; got {judges.Count}. Name another judge.");
        if (judges.GroupBy(judge => judge.Identity).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException($"Each judge of a panel sits once; {twice.Key} sits {twice.Count()} times. Name another judge.");
        this.judges = judges;
    }

    /// <summary>The judgements of each judge, in the order of the requests.</summary>
    public async Task<IReadOnlyList<PanelJudgements>> JudgeAsync(IReadOnlyList<JudgeRequest> requests, CancellationToken cancellationToken = default)
    {
        var all = await Task.WhenAll(judges.Select(judge => judge.JudgeAsync(requests, cancellationToken)));
        return [.. judges.Zip(all, (judge, judgements) => new PanelJudgements(judge.Identity, judgements))];
    }
}
