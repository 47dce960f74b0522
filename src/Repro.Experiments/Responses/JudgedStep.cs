using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;
using Repro.Judges;

namespace Repro.Experiments.Responses;

/// <summary>Judged responses of one model under one intervention and seed: all of them in one step, or wave by wave.</summary>
public abstract class JudgedStep : Step<IReadOnlyList<JudgedResponse>>
{
    /// <summary>What was asked.</summary>
    public abstract IReadOnlyList<OpenQuestion> Questions { get; }

    /// <summary>How many waves they came in.</summary>
    public virtual int Waves => 1;

    /// <summary>The same responses under another judge.</summary>
    public abstract JudgedStep By(IJudge judge);
}
