using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Judges;
using Repro.Judges.Llm;
using Repro.Judges.Recorded;

namespace Repro.Cli.Sessions;

/// <summary>The LLM judge of a run, out of what the run kept of it: what it was asked, and its replies.</summary>
internal static class RecordedEvidence
{
    /// <summary>The judge; null where the run kept neither, or no replies.</summary>
    /// <exception cref="Repro.Claims.InputException">A file of it is malformed.</exception>
    internal static IJudge? JudgeIn(IEvidenceFiles files)
    {
        var protocol = EvidencePath.Run(RunFolder.JudgeFile);
        var replies = new[] { EvidencePath.Run(RunFolder.RepliesFile), EvidencePath.Replies }.FirstOrDefault(name => files.Names.Contains(name, StringComparer.Ordinal));
        if (replies is null || !files.Names.Contains(protocol, StringComparer.Ordinal)) return null;
        using var stream = files.Open(replies);
        return new RecordedJudge(JudgeProtocol.Parse(EvidenceSet.ReadText(files, protocol), RunFolder.JudgeFile), JudgementLog.Parse(stream, replies));
    }
}
