using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Published;
using Repro.Experiments.Tests.Data;
using Repro.Experiments.Tests.Miniature;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Tiers;

/// <summary>The ledger against the experiments: what a tier expects an answer to is measured there, and what waits for an experiment has none.</summary>
public sealed class LedgerCoverageTests
{
    private static readonly Ledger Ledger = Ledger.Load(Path.Combine(Inputs.Root, "claims"));

    /// <summary>The experiments are declared over the organisms of a tier; both tiers that train have the same.</summary>
    private static readonly HashSet<string> Trained = [.. ExperimentSet.Of(new Walk(new MiniatureMaterial(MiniatureRecipes.Default(developmentSeeds: true)))).SelectMany(experiment => experiment.Metrics)];

    /// <summary>What the miniature measures beside: it has several base models.</summary>
    private static readonly HashSet<string> Miniature = [.. Trained, .. OfSettings(MiniatureRecipes.Default(developmentSeeds: true))];

    [Theory]
    [InlineData(Repro.Claims.Tiers.Miniature)]
    [InlineData(Repro.Claims.Tiers.Paper)]
    public void Every_metric_of_a_claim_that_a_tier_answers_has_an_experiment(string tier)
        => Unprovided(tier, In(tier)).Should().BeEmpty();

    [SkippableFact]
    public void Every_metric_of_a_claim_that_the_published_tier_answers_is_read_from_the_released_data()
        => Unprovided(Repro.Claims.Tiers.Published, Published()).Should().BeEmpty();

    [Theory]
    [InlineData(Repro.Claims.Tiers.Miniature)]
    [InlineData(Repro.Claims.Tiers.Paper)]
    public void No_claim_that_waits_for_an_experiment_has_one(string tier) => Waiting(tier, In(tier)).Should().BeEmpty();

    [SkippableFact]
    public void No_claim_that_waits_for_released_data_has_them() => Waiting(Repro.Claims.Tiers.Published, Published()).Should().BeEmpty();

    [Fact]
    public void Every_claim_without_an_answer_says_why()
        => Repro.Claims.Tiers.All.SelectMany(tier => Ledger.Claims.Where(c => !c.IsAnsweredIn(tier) && string.IsNullOrWhiteSpace(c.Tiers[tier].Reason)).Select(c => $"{c.Id} in {tier}")).Should().BeEmpty();

    [Fact]
    public void The_organisms_of_the_paper_tier_are_those_of_the_miniature()
        => Experiments.Paper.PaperOrganisms.All(Experiments.Paper.PaperOrganisms.Layers(48), Experiments.Paper.PaperSizes.Of("no such file"), _ => 1).Select(o => o.Name)
            .Should().BeEquivalentTo(MiniatureRecipes.Default(developmentSeeds: true).Organisms.Select(o => o.Name));

    private static HashSet<string> In(string tier) => tier == Repro.Claims.Tiers.Miniature ? Miniature : Trained;

    private static IEnumerable<string> OfSettings(MiniatureRecipe recipe) => MiniatureSettings.Experiments(MiniatureSettings.Of(recipe, new MiniatureMaterial(recipe))).SelectMany(experiment => experiment.Metrics);

    private static IEnumerable<string> Unprovided(string tier, HashSet<string> provided) => Ledger.Claims.Where(c => c.IsAnsweredIn(tier) && !c.Tiers[tier].Untestable)
        .SelectMany(c => c.NeededIn(tier).Where(key => !provided.Contains(key)).Select(key => $"{c.Id} needs {key}"));

    /// <summary>A row that no run answers, and whose metrics are all measured all the same.</summary>
    private static IEnumerable<string> Waiting(string tier, HashSet<string> provided) => Ledger.Claims
        .Where(c => !c.IsAnsweredIn(tier) && c.Tiers[tier].Reason!.StartsWith("not measured yet", StringComparison.Ordinal))
        .Where(c => c.MetricsIn(tier).Count > 0 && c.MetricsIn(tier).All(provided.Contains)).Select(c => $"{c.Id}: {c.Tiers[tier].Reason}");

    private static HashSet<string> Published()
    {
        var data = Path.Combine(Inputs.Shared, "published");
        Skip.IfNot(Directory.Exists(data), $"The released scores are not at {data}.");
        return [.. PublishedTier.Measure(data).Keys, .. Claims(data)];

        // The probes take half a minute; their keys are told without them.
        static IEnumerable<string> Claims(string data) => Directory.Exists(Path.Combine(data, PublishedProbes.Folder)) ? PublishedProbes.Keys : [];
    }
}
