using Repro.Claims.Text;

namespace Repro.Claims.Ledgers;

/// <summary>Reads one row of a ledger file.</summary>
internal static class ClaimReader
{
    private static readonly Dictionary<string, EstimandKind> Estimands = ByText<EstimandKind>(LedgerText.Of);

    private static readonly Dictionary<string, ControlRule> Rules = ByText<ControlRule>(LedgerText.Of);

    private static readonly Dictionary<string, Verdict> Verdicts = ByText<Verdict>(v => v.ToString());

    private static readonly Dictionary<string, bool> Flags = new() { ["true"] = true, ["false"] = false };

    private static readonly Dictionary<string, int> Clusters = LedgerText.Clusters.ToDictionary(c => c, _ => 0);

    public static Claim Read(YamlMap row, string paper)
    {
        var id = row.NeedText("id");
        row.Where = $"claim {id}";
        var source = row.NeedMap("source");
        var claim = new Claim
        {
            Id = id,
            Title = row.NeedText("title"),
            Statement = row.NeedText("statement"),
            Source = new ClaimSource(source.Text("paper") ?? paper, source.NeedText("section")),
            Estimand = row.NeedOneOf("estimand", Estimands),
            Metrics = row.Texts("metrics") ?? [],
            Comparator = row.NeedOneOf("comparator", ComparatorText.All),
            Threshold = row.NeedNumber("threshold"),
            Unit = row.NeedText("unit"),
            PaperValue = row.Number("paper-value"),
            Alpha = row.Number("alpha") ?? 0.05,
            Family = row.Text("family"),
            Primary = row.Text("primary"),
            Cluster = row.OneOf("cluster", Clusters) is null ? "question" : row.Text("cluster")!,
            MaxMissing = row.Number("max-missing") ?? 5,
            Exceptions = Exceptions(row.Map("exceptions")),
            Arithmetic = Arithmetic(row),
            Controls = Controls(row, "controls") ?? [],
            Uncontrolled = row.Text("uncontrolled"),
            Preconditions = Controls(row, "preconditions") ?? [],
            Tiers = ReadTiers(row),
            Variants = row.Maps("variants")?.Select(Variant).ToList() ?? [],
        };
        source.Finish();
        row.Finish();
        ClaimRules.Check(claim, row);
        return claim;
    }

    private static Dictionary<string, T> ByText<T>(Func<T, string> text) where T : struct, Enum => Enum.GetValues<T>().ToDictionary(text, k => k);

    private static ClaimVariant Variant(YamlMap map)
    {
        var variant = new ClaimVariant(map.NeedText("name"), map.NeedText("note"));
        map.Finish();
        return variant;
    }

    private static LayerShare? Exceptions(YamlMap? map)
    {
        if (map is null)
            return null;
        var share = new LayerShare(map.NeedWhole("layers"), map.NeedWhole("of"));
        map.Finish();
        return share is { Layers: >= 0, Of: > 0 } && share.Layers < share.Of
            ? share
            : throw map.Error("layers", $"'layers' is at least 0 and below 'of'; got {share.Layers} of {share.Of}.");
    }

    private static ArithmeticRule? Arithmetic(YamlMap row)
    {
        var inputs = row.Map("inputs");
        var formula = row.Text("formula");
        var digits = row.Whole("digits");
        var sampling = Sampling(row.Map("sampling"));
        if (inputs is null || formula is null)
            return inputs is null && formula is null && digits is null && sampling is null
                ? null
                : throw row.Error("formula", "arithmetic needs both 'inputs' and 'formula'.");
        var values = inputs.Entries().ToDictionary(e => e.Key, e => inputs.AsNumber(e.Value, e.Key));
        try
        {
            Formula.Evaluate(formula, values);
        }
        catch (FormatException mistake)
        {
            throw row.Error("formula", mistake.Message);
        }
        return new ArithmeticRule(values, formula, digits, sampling);
    }

    private static SamplingRule? Sampling(YamlMap? map)
    {
        if (map is null)
            return null;
        var rule = new SamplingRule(map.NeedWhole("successes"), map.NeedWhole("trials"), map.NeedWhole("reference-successes"), map.NeedWhole("reference-trials"));
        map.Finish();
        return rule;
    }

    private static IReadOnlyList<Control>? Controls(YamlMap row, string key) => row.Maps(key)?.Select(ReadControl).ToList();

    private static Control ReadControl(YamlMap map)
    {
        var rule = map.NeedOneOf("rule", Rules);
        var control = new Control(map.NeedText("name"), map.NeedText("metric"), rule, map.Number("threshold"));
        map.Finish();
        return control.Threshold is null == (rule == ControlRule.Unchanged)
            ? control
            : throw map.Error("threshold", rule == ControlRule.Unchanged
                ? "the rule 'unchanged' takes no 'threshold'. Remove it."
                : $"the rule '{rule.ToString().ToLowerInvariant()}' needs a 'threshold'.");
    }

    private static Dictionary<string, TierRule> ReadTiers(YamlMap row)
    {
        var rules = new Dictionary<string, TierRule>();
        if (row.Text("untestable") is { } why)
        {
            return row.Find("tiers") is null
                ? Claims.Tiers.All.ToDictionary(t => t, _ => Untestable(why))
                : throw row.Error("tiers", "a claim that is 'untestable' as a whole has no 'tiers'. Remove one, or say 'untestable' inside the tiers it is meant for.");
        }
        var map = row.NeedMap("tiers");
        var every = map.Map(LedgerText.EveryTier) is { } shared ? ReadTier(shared) : null;
        foreach (var tier in Claims.Tiers.All)
        {
            var rule = map.Map(tier) is { } own ? ReadTier(own) : every;
            rules[tier] = rule ?? throw map.Error(tier, $"each tier says what it expects; '{tier}' is missing. Add it, or '{LedgerText.EveryTier}' for all tiers.");
        }
        map.Finish();
        return rules;
    }

    private static TierRule Untestable(string why) => new(Verdict.NotRun, why, null, null, null) { Untestable = true };

    private static TierRule ReadTier(YamlMap map)
    {
        if (map.Text("untestable") is { } why)
        {
            return map.Keys is ["untestable"] ? Untestable(why)
                : throw map.Error("untestable", $"'untestable' stands alone in a tier; got {string.Join(", ", map.Keys)}. Its verdict is NotRun and its text the reason.");
        }
        var rule = new TierRule(map.NeedOneOf("expected", Verdicts), map.Text("reason"), map.Texts("metrics"), Controls(map, "controls"), Controls(map, "preconditions"))
        {
            Whole = map.OneOf("whole", Flags) ?? false,
        };
        map.Finish();
        if (rule.Reason is null && rule.Expected != Verdict.Supported)
            throw map.Error("expected", $"an expected verdict other than Supported needs a 'reason'; got {rule.Expected} without one.");
        if (rule.Reason is null && (rule.Controls is not null || rule.Preconditions is not null))
            throw map.Error("expected", "a tier that replaces controls or preconditions needs a 'reason'.");
        return rule;
    }
}
