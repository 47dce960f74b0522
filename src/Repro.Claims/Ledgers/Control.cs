namespace Repro.Claims.Ledgers;

/// <summary>A control or a precondition: a metric and what it must show, or the claim is Invalid.</summary>
/// <param name="Name">What it is, in a few words.</param>
/// <param name="Metric">Key of the book.</param>
/// <param name="Rule">What it must show.</param>
/// <param name="Threshold">In the metric's own unit: % of answers, % cut, cosine, count. Null for <see cref="ControlRule.Unchanged"/>.</param>
public sealed record Control(string Name, string Metric, ControlRule Rule, double? Threshold);
