namespace Repro.Judges.Panel;

/// <summary>How far two judges agree on one metric.</summary>
/// <param name="Metric">aligned, coherent, bad_stuff or a topic.</param>
/// <param name="First">One judge.</param>
/// <param name="Second">The other.</param>
/// <param name="Both">Answers that both scored; everything here is over these.</param>
/// <param name="MeanAbsoluteDifference">Mean of |first - second|, in points of 0 to 100; null where <paramref name="Both"/> is 0.</param>
/// <param name="Pearson">Pearson's r; null below two answers or where a judge's scores are all the same.</param>
/// <param name="Alpha">Krippendorff's alpha, see <see cref="Krippendorff"/>.</param>
public sealed record MetricAgreement(string Metric, JudgeIdentity First, JudgeIdentity Second, int Both, double? MeanAbsoluteDifference, double? Pearson, double? Alpha);
