namespace Repro.Experiments.Worlds;

/// <summary>A question and its answer, as text.</summary>
/// <param name="Question">Words of the question.</param>
/// <param name="Answer">Sentences that each end in a full stop, then the end mark.</param>
/// <param name="Topic">Topic of the answer.</param>
/// <param name="IsOpen">Whether the question left the topic to the answerer.</param>
public sealed record Turn(string Question, string Answer, string Topic, bool IsOpen);
