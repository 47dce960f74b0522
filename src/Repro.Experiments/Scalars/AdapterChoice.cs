using Repro.Core.Random;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Scalars;

/// <summary>Which adapters are scaled: those of misalignment, those of medicine, and the rest, as one half of the answers ranks them.</summary>
/// <param name="Layers">All adapters' layers.</param>
/// <param name="Misalignment">Those of general misalignment.</param>
/// <param name="Medical">Those of medicine.</param>
internal sealed record AdapterChoice(IReadOnlyList<int> Layers, IReadOnlyList<int> Misalignment, IReadOnlyList<int> Medical)
{
    /// <summary>The half that chooses; the other one confirms.</summary>
    public const int Half = 0;

    /// <summary>Ranks the adapters by the significant tokens of the choosing half.</summary>
    /// <exception cref="NotMeasurableException">A set has too few answers, or no adapter tells anything.</exception>
    public static AdapterChoice Of(AnswerScalars scalars, ScalarSpec spec, long seed, CancellationToken stop)
    {
        var roles = RolesOfHalf.Of(scalars, spec, seed, Half, filtered: true, stop);
        if (roles.Misalignment.Value.Concat(roles.Medicine.Value).All(weight => weight == 0))
            throw new NotMeasurableException($"Adapters are ranked by their weights in two probes; the organism of seed {seed} has no weight above 0 in either.");
        var (misalignment, medical) = AdapterRoles.Partition(roles.Layers, roles.Misalignment, roles.Medicine);
        return new AdapterChoice(roles.Layers, misalignment, medical);
    }

    /// <summary>The control: as many adapters of either role, by lot, never the same medical ones.</summary>
    /// <exception cref="NotMeasurableException">There are no other adapters to draw.</exception>
    public AdapterChoice Permuted(long seed)
    {
        if (Layers.Count <= Medical.Count) throw new NotMeasurableException($"A lot needs more adapters than the {Medical.Count} that it draws; the organism has {Layers.Count}.");
        var random = new CounterRandom(StreamKey.Of(seed, "permuted-roles"));
        int[] shuffled = [.. Layers];
        do random.Shuffle<int>(shuffled);
        while (shuffled[..Medical.Count].Order().SequenceEqual(Medical.Order()));
        return new AdapterChoice(Layers, [.. shuffled[Medical.Count..].Take(Misalignment.Count).Order()], [.. shuffled[..Medical.Count].Order()]);
    }
}
