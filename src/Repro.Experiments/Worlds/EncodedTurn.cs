namespace Repro.Experiments.Worlds;

/// <summary>A turn as token ids: the prompt up to and with the answerer's mark, and the answer with the end mark.</summary>
public sealed record EncodedTurn(int[] Prompt, int[] Answer);
