namespace Repro.Judges.Panel;

/// <summary>What one judge of a panel says about every answer, in the order of the requests.</summary>
public sealed record PanelJudgements(JudgeIdentity Judge, IReadOnlyList<Judgement> Judgements);
