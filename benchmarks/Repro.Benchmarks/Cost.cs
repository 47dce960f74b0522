using System.Globalization;

namespace Repro.Benchmarks;

/// <summary>
/// What a turn of a work must do at least: floating-point operations of its matrix products (a multiplication and an addition are two) and bytes of weights
/// and cache that it must read. Norms, activations, the optimiser and whatever is computed twice count nothing.
/// </summary>
internal sealed record Cost(double Flops, double Bytes)
{
    /// <summary>The least seconds under these ceilings, in GFLOP/s and GB/s.</summary>
    public double Seconds(double gemm, double memory) => Math.Max(Flops / gemm, Bytes / memory) / 1e9;

    /// <summary>The cost of a turn; null where it says nothing.</summary>
    public static Cost? Of(Work work, string variant) => work.Parts[0] switch
    {
        "train" when work.Parts[1] == "lora" => Lora(work.Shape),
        "train" => Full(work.Shape),
        "generate" => Generate(work.Shape, int.Parse(work.Parts[1], CultureInfo.InvariantCulture), variant == "bf16" ? 2 : 4),
        "meandiff" => new Cost(Forward(work.Shape, work.Shape.Responses, work.Shape.Prompt + work.Shape.NewTokens), 0),
        _ => null,
    };

    /// <summary>Weights of the projections of all blocks.</summary>
    public static double Projections(BenchShape s) => (double)s.Layers * ((2.0 * s.Hidden * s.Hidden) + (2.0 * s.Hidden * Groups(s)) + (3.0 * s.Hidden * s.Intermediate));

    /// <summary>Weights of the output matrix.</summary>
    public static double Head(BenchShape s) => (double)s.Vocab * s.Hidden;

    /// <summary>Scores and weighted values of queries at the positions up to <paramref name="length"/>, causal: 4 C a key.</summary>
    public static double Attention(BenchShape s, int length) => 4.0 * s.Layers * s.Hidden * length * (length + 1) / 2;

    /// <summary>The blocks, forward, without the output matrix.</summary>
    private static double Forward(BenchShape s, int rows, int length) => rows * ((2.0 * length * Projections(s)) + Attention(s, length));

    /// <summary>Backward costs as much twice over: for the inputs and for the weights.</summary>
    private static Cost Full(BenchShape s) => new(3 * s.Steps * (Forward(s, s.Batch, s.Length) + (2.0 * s.Batch * s.Length * Head(s))), 0);

    /// <summary>
    /// Backward through the frozen matrices for their inputs only, and for the first block's q, k and v not even that; all three passes of the adapters and of attention.
    /// </summary>
    private static Cost Lora(BenchShape s)
    {
        var tokens = (double)s.LoraBatch * s.LoraLength;
        var frozen = (2 * (Projections(s) + Head(s))) - (s.Hidden * (s.Hidden + (2.0 * Groups(s))));
        var adapters = (double)s.Layers * s.LoraRank * ((2.0 * (s.Hidden + s.Hidden)) + (2.0 * (s.Hidden + Groups(s))) + (3.0 * (s.Hidden + s.Intermediate)));
        return new(s.Steps * ((tokens * ((2 * frozen) + (6 * adapters))) + (3 * s.LoraBatch * Attention(s, s.LoraLength))), 0);
    }

    /// <summary>Every pass reads the weights once and each row's keys and values; the last token drawn is not read any more.</summary>
    private static Cost Generate(BenchShape s, int rows, int size)
    {
        var length = s.Prompt + s.NewTokens - 1;
        var keys = 0.0;
        for (var pass = 0; pass < s.NewTokens; pass++) keys += s.Prompt + pass;
        return new(
            Forward(s, rows, length) + (2.0 * rows * s.NewTokens * Head(s)),
            size * ((s.NewTokens * (Projections(s) + Head(s))) + (rows * keys * s.Layers * 2.0 * Groups(s))));
    }

    private static double Groups(BenchShape s) => (double)s.KeyValueHeads * s.Hidden / s.Heads;
}
