using Repro.Core.Random;

namespace Repro.Core.Generation;

/// <summary>One answer to draw.</summary>
/// <param name="Prompt">The tokens before the answer.</param>
/// <param name="Stream">Draw t of the answer is <c>Stream.UniformAt(t)</c>, whatever else is drawn beside it.</param>
public sealed record GenerationRequest(int[] Prompt, StreamKey Stream);
