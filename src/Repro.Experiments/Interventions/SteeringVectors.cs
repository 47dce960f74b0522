using Repro.Core.Random;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Interventions;

/// <summary>The vectors that steering adds, one a layer: a direction, or a control of the same length.</summary>
/// <param name="kind">One of <see cref="SteeringKind"/>.</param>
/// <param name="directions">The real directions.</param>
/// <param name="activations">The sums behind them; needed where labels are permuted.</param>
/// <param name="seed">Seeds the controls.</param>
public sealed class SteeringVectors(string kind, Step<MeanDiff> directions, Step<ResponseActivations>? activations, long seed)
{
    private readonly string? name;

    /// <summary>One of <see cref="SteeringKind"/>.</summary>
    public string Kind => kind;

    /// <summary>What labels call them: the kind, unless told apart further. No part of a key.</summary>
    public string Name { get => name ?? kind; init => name = value; }

    /// <summary>What a step's key needs beside the inputs.</summary>
    public object Spec => new { Kind = kind, Seed = seed };

    /// <summary>The steps whose results are read.</summary>
    public IReadOnlyList<IStep> Inputs => kind == SteeringKind.Permuted ? [directions, Sums] : [directions];

    private Step<ResponseActivations> Sums => activations
        ?? throw new ArgumentException("Steering by permuted labels needs the activation sums of the answers, but none were given. Name their step.", nameof(activations));

    /// <summary>The vector of every layer.</summary>
    internal MeanDiff Of(StepContext context)
    {
        var real = context.Need(directions);
        return kind switch
        {
            SteeringKind.General or SteeringKind.Zero => real,
            SteeringKind.Random => Each(layer => RandomVectors.Like(real.Of(layer), Stream("steering-random").Child(layer))),
            SteeringKind.Orthogonal => Each(layer => RandomVectors.Orthogonal(real.Of(layer), Stream("steering-orthogonal").Child(layer))),
            SteeringKind.Permuted => Permuted(real, context.Need(Sums)),
            _ => throw new ArgumentException($"Steering is by one of {string.Join(", ", SteeringKind.All)}, but the kind is '{kind}'.", nameof(kind)),
        };

        MeanDiff Each(Func<int, float[]> vector) => new([.. Enumerable.Range(0, real.Layers).Select(vector)]);
    }

    private MeanDiff Permuted(MeanDiff real, ResponseActivations sums)
    {
        var shuffled = MeanDiff.From(sums.Permuted(Stream("steering-permuted")));
        return new MeanDiff([.. Enumerable.Range(0, real.Layers).Select(layer => RandomVectors.Scaled(shuffled.Of(layer), real.Of(layer)))]);
    }

    private StreamKey Stream(string name) => StreamKey.Of(seed, name);
}
