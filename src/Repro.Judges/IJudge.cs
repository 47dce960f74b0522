namespace Repro.Judges;

/// <summary>Scores responses. A judge is pure: the same request gives the same judgement.</summary>
public interface IJudge
{
    /// <summary>Which judge this is.</summary>
    JudgeIdentity Identity { get; }

    /// <summary>One judgement a request, in the order of the requests.</summary>
    Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<JudgeRequest> requests, CancellationToken cancellationToken = default);
}
