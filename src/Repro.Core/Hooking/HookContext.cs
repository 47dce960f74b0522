namespace Repro.Core.Hooking;

/// <summary>Where and on what a hook fires.</summary>
/// <param name="Name">TransformerLens's name of the intermediate.</param>
/// <param name="Layer">The block; 0 for the embedding and the final norm.</param>
/// <param name="Rows">
/// Which sequence each row is: its place in the batch; during generation its request's index (finished ones have left; over a prompt, one
/// row stands for all requests of that prompt and arm that come in together and has the first one's index).
/// </param>
/// <param name="Past">Columns cached before this pass: 0 while prompts are read.</param>
/// <param name="Start">The first real token of each row, on the axis that begins at the first cached token.</param>
/// <param name="End">The end (exclusive) of the real tokens of each row, on the same axis.</param>
public sealed record HookContext(string Name, int Layer, IReadOnlyList<int> Rows, int Past, IReadOnlyList<int> Start, IReadOnlyList<int> End);
