using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Published;

/// <summary>
/// The probes that the released scalars allow: of the four sets of answers, the aligned non-medical ones have none, so two of the four probes, and of
/// Figure 6 the medical half; the probe of misalignment among medical answers stands in for the one among non-medical answers.
/// </summary>
/// <param name="Layers">Layers of the adapters.</param>
/// <param name="Medicine">Medical or not, among misaligned answers (C35).</param>
/// <param name="Misalignment">Misaligned or not, among medical answers (C37).</param>
internal sealed record PublishedProbes(IReadOnlyList<int> Layers, ScalarProbe Medicine, ScalarProbe Misalignment)
{
    /// <summary>Every metric of the probes starts so.</summary>
    public const string Prefix = "published.probe.";

    /// <summary>The folder of the scalars, below that of the released data.</summary>
    public const string Folder = "lora-scalars";

    private static readonly double Significant = Math.Exp(ScalarTable.LeastLogSignificance);

    private static readonly string[] Names = ["medical_aligned", "medical_misaligned", "non_medical_misaligned"];

    /// <summary>Every metric that released scalars give.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        .. from probe in (string[])["misaligned.medical", "medical.misaligned"]
           from use in (string[])["", ".by-prompt", ".permuted", .. Scores.SelectMany(score => new[] { $".as-coded.{score}" })]
           select $"{Prefix}{probe}{use}",
        $"{Prefix}medical-adapters-agreeing", $"{Prefix}unfiltered.adapters-standing-out",
    ];

    private static string[] Scores => ["accuracy", "precision", "recall", "f1", "auc"];

    /// <summary>Fits the probes; null where the data have no such folder.</summary>
    /// <exception cref="InputException">A file of the folder is missing or breaks a rule; names file and line.</exception>
    public static PublishedProbes? Of(string dataDir, ProbeSpec spec, CancellationToken stop)
    {
        var folder = Path.Combine(dataDir, Folder);
        if (!Directory.Exists(folder)) return null;
        var files = Names.Select(name => LoraScalars.Read(Find(folder, name))).ToArray();
        if (files.FirstOrDefault(f => !f.Layers.SequenceEqual(files[0].Layers)) is { } other)
            throw new InputException($"The files of '{folder}' have scalars of the same adapters; got layers {string.Join(", ", files[0].Layers)} and {string.Join(", ", other.Layers)}. Fetch them again.");
        return new PublishedProbes(
            files[0].Layers,
            ScalarProbe.Of("misaligned.medical", "C35", files[1], files[2], Significant, spec, stop),
            ScalarProbe.Of("medical.misaligned", "C37", files[1], files[0], Significant, spec, stop));
    }

    /// <summary>The measurements, or without scalars the reason why there are none.</summary>
    public static IEnumerable<(string Key, Measurement Value)> Book(PublishedProbes? probes, string dataDir)
    {
        string[] counts = [$"{Prefix}medical-adapters-agreeing", $"{Prefix}unfiltered.adapters-standing-out"];
        return probes is null
            ? counts.Select(key => (key, (Measurement)new MissingMeasurement($"The scalars of the adapters are not there: '{Path.Combine(dataDir, Folder)}' is no folder.")))
            : [.. new[] { probes.Medicine, probes.Misalignment }.SelectMany(Probe), (counts[0], probes.Agreeing()), (counts[1], probes.StandingOut())];
    }

    private static IEnumerable<(string, Measurement)> Probe(ScalarProbe probe)
    {
        var key = Prefix + probe.Name;
        yield return (key, probe.ByAnswer);
        yield return ($"{key}.by-prompt", probe.ByPrompt ?? (Measurement)new MissingMeasurement("Fewer than three prompts have either class."));
        yield return ($"{key}.permuted", probe.Shuffled);
        foreach (var (name, value) in new[] { ("accuracy", probe.AsCoded.Accuracy), ("precision", probe.AsCoded.Precision), ("recall", probe.AsCoded.Recall), ("f1", probe.AsCoded.F1), ("auc", probe.AsCoded.Auc) })
            yield return ($"{key}.as-coded.{name}", new ExactMeasurement(100 * value, "mean over the repeats of the paper's code, tokens divided, in %"));
    }

    private ExactMeasurement Agreeing()
    {
        var found = AdapterRoles.Only(Layers, Medicine.Filtered, Misalignment.Filtered);
        return new ExactMeasurement(AdapterRoles.Agreeing(found, AdapterRoles.PaperMedical), $"on significant tokens, layers {Words(found)} tell medicine and not misalignment; the paper names {Words(AdapterRoles.PaperMedical)}");
    }

    private ExactMeasurement StandingOut()
    {
        var (medical, misaligned) = (AdapterRoles.Only(Layers, Medicine.Unfiltered, Misalignment.Unfiltered), AdapterRoles.Only(Layers, Misalignment.Unfiltered, Medicine.Unfiltered));
        return new ExactMeasurement(medical.Count + misaligned.Count, $"on all tokens, layers {Words(medical)} tell medicine only and layers {Words(misaligned)} misalignment only");
    }

    private static string Words(IReadOnlyList<int> layers) => layers.Count == 0 ? "none" : string.Join(", ", layers);

    private static string Find(string folder, string name) => new[] { ".csv.gz", ".csv" }.Select(ending => Path.Combine(folder, name + ending)).FirstOrDefault(File.Exists)
        ?? throw new InputException($"The released scalars are {string.Join(", ", Names)}, each .csv or .csv.gz; there is no {name} in '{folder}'. Fetch it, or take the folder away to do without.");
}
