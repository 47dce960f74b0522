using Repro.Core.Random;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Scalars;

/// <summary>
/// The weights that name adapters (Figure 6: misaligned or not among non-medical answers, medical or not among misaligned ones), from one half of the answers
/// or from all.
/// </summary>
/// <param name="Layers">Layers of the adapters.</param>
/// <param name="Misalignment">Weights of the probe of misalignment (Table 1, third row).</param>
/// <param name="Medicine">Weights of the probe of medicine (second row).</param>
internal sealed record RolesOfHalf(IReadOnlyList<int> Layers, ProbeWeights Misalignment, ProbeWeights Medicine)
{
    /// <summary>Fewest answers of a set, or of a set's half, that a probe is fitted on.</summary>
    public const int Fewest = 8;

    private static readonly AnswerClass MedicalMisaligned = new(true, true), Aligned = new(false, false), Misaligned = new(true, false);

    /// <summary>Layers that tell misalignment and not medicine.</summary>
    public IReadOnlyList<int> MisalignmentOnly => AdapterRoles.Only(Layers, Misalignment, Medicine);

    /// <summary>Layers that tell medicine and not misalignment.</summary>
    public IReadOnlyList<int> MedicineOnly => AdapterRoles.Only(Layers, Medicine, Misalignment);

    /// <summary>Fits both probes.</summary>
    /// <param name="scalars">The organism's.</param>
    /// <param name="spec">How they are probed.</param>
    /// <param name="seed">The organism's seed.</param>
    /// <param name="half">0 or 1: answers of even or odd samples; null: all.</param>
    /// <param name="filtered">Only significant tokens, as in Figure 6; else all, as in Figure 17.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="reverse">Significance by KL(chat || fine-tuned).</param>
    /// <param name="penalty">C as a share of the spec's.</param>
    /// <exception cref="NotMeasurableException">A set has too few answers.</exception>
    public static RolesOfHalf Of(AnswerScalars scalars, ScalarSpec spec, long seed, int? half, bool filtered, CancellationToken stop, bool reverse = false, double penalty = 1)
    {
        var least = filtered ? scalars.Least(spec.SignificantShare, reverse) : 0;
        ScalarTable Table(AnswerClass set)
        {
            var table = scalars.Table(set, half, reverse);
            if (filtered) table = table.From(least);
            var answers = table.Answer.Distinct().Count();
            return answers >= Fewest ? table : throw new NotMeasurableException($"The adapters' roles need {Fewest} {set.Name} answers{(filtered ? " with significant tokens" : "")}{(half is null ? "" : " in either half")}; the organism of seed {seed} gave {answers}.");
        }

        ProbeWeights Weights(AnswerClass positive, AnswerClass negative) => ProbeWeights.Of(
            ScalarTable.Join(Table(positive), Table(negative)), spec.Probe(seed) with { C = spec.WeightC * penalty }, StreamKey.Of(seed, "roles", $"{positive.Name} or {negative.Name}", $"{half}", $"{filtered}"), stop);
        return new RolesOfHalf(scalars.Layers, Weights(Misaligned, Aligned), Weights(MedicalMisaligned, Misaligned));
    }
}
