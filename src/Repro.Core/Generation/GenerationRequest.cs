using Repro.Core.Random;

namespace Repro.Core.Generation;

/// <summary>One answer to draw.</summary>
/// <param name="Prompt">The tokens before the answer.</param>
/// <param name="Stream">Draw t of the answer is <c>Stream.UniformAt(t)</c>, whatever else is drawn beside it.</param>
/// <param name="Arm">
/// Which intervention the answer is under, for hooks that treat rows differently. Requests of one prompt and one arm share a single
/// pass over the prompt, so an edit may tell rows apart by their arm only.
/// </param>
public sealed record GenerationRequest(int[] Prompt, StreamKey Stream, int Arm = 0);
