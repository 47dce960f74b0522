using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;

namespace Repro.Claims.Tests;

/// <summary>Ledger rows and measurements built to order.</summary>
internal static class Rows
{
    public const string Proportion = """
        paper: P
        claims:
          - id: C1
            title: T
            statement: S
            source: {section: "1"}
            estimand: proportion
            metrics: [m]
            comparator: ">"
            threshold: 10
            unit: "%"
            tiers:
              every: {expected: Supported}
        """;

    public static Claim Claim(string yaml) => Parse(yaml).Claims[0];

    public static Ledger Parse(string yaml) => Ledger.Parse([("claims/x.yaml", yaml)]);

    /// <summary>The proportion row with another estimand, comparator, threshold and further lines.</summary>
    public static Claim Claim(string estimand, string comparator, double threshold, string unit, params string[] more)
        => Claim(Proportion.Replace("estimand: proportion", $"estimand: {estimand}").Replace("\">\"", $"\"{comparator}\"")
            .Replace("threshold: 10", $"threshold: {threshold}").Replace("unit: \"%\"", $"unit: \"{unit}\"")
            + string.Concat(more.Select(m => $"\n    {m}")));

    public static string AblationControls => "controls: [{name: random, metric: ablation.random.m, rule: below, threshold: 45}, "
        + "{name: orthogonal, metric: ablation.orthogonal.m, rule: below, threshold: 45}, {name: zero, metric: ablation.zero.m, rule: unchanged}]";

    /// <summary>Eight questions, with the successes spread evenly.</summary>
    public static ProportionMeasurement Share(int successes, int trials, int missing = 0, string? judge = null)
        => new([.. Enumerable.Range(0, 8).Select(q => new QuestionCount($"q{q}", 100, Part(successes, q), Part(trials, q)))], missing) { Judge = judge };

    /// <summary>Eight questions; <paramref name="kept"/> of the <paramref name="before"/> outcomes stay, <paramref name="gained"/> are new.</summary>
    public static PairedMeasurement Pairs(int total, int before, int kept, int gained = 0, int missing = 0)
        => new([.. Enumerable.Range(0, total).Select(i => new PairedOutcome($"q{i % 8}", 100, i, i < before, i < kept || (i >= before && i < before + gained)))], missing);

    /// <summary>One pair whose draws scatter evenly around each value by <paramref name="error"/>.</summary>
    public static CosineMeasurement Cosines(double error, params double[] values)
        => new([.. values.Select((v, layer) => new CosineLayer("a|b", layer, v, [.. Enumerable.Range(0, 101).Select(i => v + (error * (i - 50) / 50.0))]))]);

    private static int Part(int total, int question) => (total / 8) + (question < total % 8 ? 1 : 0);
}
