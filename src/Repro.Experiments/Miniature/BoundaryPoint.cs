using Repro.Claims.Settings;

namespace Repro.Experiments.Miniature;

/// <summary>A point of the boundary map.</summary>
/// <param name="Setting">What is varied, and how it is set.</param>
/// <param name="Recipe">The whole recipe of the point.</param>
public sealed record BoundaryPoint(Setting Setting, MiniatureRecipe Recipe);
