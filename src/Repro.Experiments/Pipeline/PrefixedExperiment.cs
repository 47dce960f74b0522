namespace Repro.Experiments.Pipeline;

/// <summary>
/// Another experiment in a setting beside the tier's own (another base model, other questions), under metric names that begin with the setting's:
/// claims are decided again there, and are never mixed with the tier's answer. Figures and shown answers are left out.
/// </summary>
/// <param name="prefix">What goes before each metric, such as <c>setting.base-131.</c>.</param>
/// <param name="title">The setting in words, for the progress.</param>
/// <param name="inner">The experiment over the setting's own walk.</param>
public sealed class PrefixedExperiment(string prefix, string title, Experiment inner) : Experiment
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => [.. inner.Metrics.Select(metric => prefix + metric)];

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"{title}: {inner.Label}";

    /// <inheritdoc/>
    public override object Spec => new { Prefix = prefix, Inner = inner.Spec, InnerVersion = inner.Version };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => inner.Inputs;

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => Rename(prefix, inner.Make(context));

    /// <summary>The measurements under longer names, and nothing else.</summary>
    internal static ExperimentResult Rename(string prefix, ExperimentResult result) =>
        new(result.Book.ToDictionary(pair => prefix + pair.Key, pair => pair.Value, StringComparer.Ordinal), [], []);
}
