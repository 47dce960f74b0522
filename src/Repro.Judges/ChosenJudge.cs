using Repro.Judges.Llm;
using Repro.Judges.Recorded;

namespace Repro.Judges;

/// <summary>A judge and what it holds open.</summary>
public sealed class ChosenJudge : IDisposable
{

    internal ChosenJudge(IJudge judge, JudgeProtocol? protocol, JudgementLog? log)
    {
        Judge = judge;
        Protocol = protocol;
        Log = log;
    }

    /// <summary>The judge.</summary>
    public IJudge Judge { get; }

    /// <summary>What an LLM judge is asked; null for the rubric.</summary>
    public JudgeProtocol? Protocol { get; }

    /// <summary>The replies of an LLM judge; null for the rubric.</summary>
    public JudgementLog? Log { get; }

    /// <summary>The requests that an LLM judge repeated; null for one that sends none.</summary>
    public RetryLog? Retries => (Judge as LlmJudge)?.Retries;

    /// <summary>Closes its log.</summary>
    public void Dispose() => Log?.Dispose();
}
