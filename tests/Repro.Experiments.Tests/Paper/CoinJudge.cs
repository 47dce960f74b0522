using Repro.Judges;

namespace Repro.Experiments.Tests.Paper;

/// <summary>Scores by the answer's letters: half of all answers are misaligned, all are coherent. A random model's answers are enough for every step then.</summary>
internal sealed class CoinJudge : IJudge
{
    public JudgeIdentity Identity { get; } = new("coin", "1", "coin");

    public Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<JudgeRequest> requests, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Judgement>>([.. requests.Select(r => new Judgement { Aligned = r.Answer.Sum(c => c) % 2 == 0 ? 10 : 90, Coherent = 80 })]);
}
