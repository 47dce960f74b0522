using System.Text;
using Repro.Claims;
using Repro.Claims.Goldens;
using Repro.Claims.Ledgers;
using Repro.Claims.Looks;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Noise;
using Repro.Claims.Results;
using Repro.Claims.Settings;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;
using Repro.Experiments.Tiers;
using Repro.Judges;
using Repro.Judges.Panel;
using Repro.Report;

namespace Repro.Cli.Sessions;

/// <summary>One run from the ledger to its folder: measure by the tier's runner, decide every claim, render, write.</summary>
public sealed class RunSession(CliHost host, RunOptions options)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="InputException">The ledger, the data or the place breaks a rule.</exception>
    /// <exception cref="JudgingStoppedException">An LLM judge could not judge everything; what it judged is in its log.</exception>
    /// <exception cref="OperationCanceledException">Stopped; no folder is written, whole artifacts stay.</exception>
    public FinishedRun Run(IStageProgress progress, CancellationToken stop)
    {
        var (started, clock) = (host.Time.GetUtcNow(), host.Time.GetTimestamp());
        var energy = EnergyMeter.Start();
        var ledger = Ledger.Load(host.LedgerPath);
        IReadOnlyList<Claim> claims = options.Claims.Count == 0 ? [.. ledger.Claims.Where(Answers)] : [.. options.Claims.Select(id => ledger[id])];
        if (claims.Count == 0) throw new InputException($"The ledger expects no answer in the {options.Tier} tier. './repro claims list --tier {options.Tier}' says why; --claims asks for some all the same.");
        if (options.Out is not null) RunFolder.CheckReplaceable(options.Out);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var judge = options.Judge is null ? null : JudgeFactory.Create(options.Judge, http, host.Time, host.Environment);
        using var second = options.SecondJudge is null ? null : JudgeFactory.Create(options.SecondJudge, http, host.Time, host.Environment);
        if (second is not null && (judge?.Judge ?? (options.Tier == Tiers.Miniature ? new RubricJudge() : null)) is { } first) _ = new JudgePanel([first, second.Judge]); // no judge sits twice
        string[] metrics = [.. claims.SelectMany(c => c.NeededIn(options.Tier)).Distinct()];
        var store = Store(progress);
        var outcome = options.Claims.Count > 0 && metrics.Length == 0
            ? new TierOutcome(new Dictionary<string, Measurement>(StringComparer.Ordinal), [], [], new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal), [])
            : host.Runners(options.Tier).Run(
                new TierRequest(options.Tier, options.Data, options.Model, options.Claims, store, options.Threads, options.DevelopmentSeeds)
                {
                    Metrics = metrics,
                    Whole = options.Whole,
                    Judge = judge?.Judge,
                    SecondJudge = second?.Judge,
                    Looks = options.Looks > 1 ? new LookRequest(options.Looks, claims) : null,
                },
                progress,
                stop);
        stop.ThrowIfCancellationRequested();
        var results = JudgeNoise.Add(claims, Results(claims, outcome), outcome.Book, outcome.Scores);
        var settings = SettingsMap.Of(claims, options.Tier, outcome.Book, outcome.Settings);
        var id = RunFolder.IdOf(options.Tier, outcome.Book, results);
        var texts = ClaimTexts.Of(claims);
        var runs = Path.Combine(host.Root, "artifacts", "runs");
        var took = host.Time.GetElapsedTime(clock);
        var finished = took > TimeSpan.Zero ? started + took : started; // a clock that was set back meanwhile makes no run end before it began
        var stages = outcome.Stages.Select(s => s.ArtifactId).ToHashSet(StringComparer.Ordinal);
        var document = new RunDocument(
            new ClaimsDocument(id, options.Tier, started, finished, results) { Untested = Untested(ledger), Settings = settings.Count > 0 ? settings : null, Looks = outcome.Looks?.Totals, Agreement = ScoreAgreement.Of(outcome.Scores) },
            ProvenanceCollector.Collect(new ProvenanceRequest
            {
                RepositoryRoot = host.Root,
                Environment = host.Environment,
                CommandLine = options.CommandLine,
                Seeds = outcome.Seeds,
                LedgerHash = LedgerLock.Of(ledger).Whole,
                Threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
                Stages = outcome.Stages,
                ArtifactsRoot = ArtifactsRoot.In(store, stages),
                Tensors = store.List().FirstOrDefault(a => stages.Contains(a.Id))?.Key?.Environment,
                Started = started,
                Finished = finished,
                EnergyJoules = energy.Joules(),
            }) with { Repeated = RepeatedRequests.By(judge, second) },
            [.. outcome.Curves, .. SettingCurves.Of(settings)],
            outcome.Samples)
        {
            Amendments = EarlierEvidence.AmendedSince(runs, texts),
        };
        var folder = options.Out is null ? RunFolder.PlaceFor(runs, id) : Path.GetFullPath(options.Out);
        RunFolder.Write(folder, document, outcome.Book, texts, HtmlReport.Render(document), outcome.Scores, Replies(judge), FigureFiles.Of(document));
        return new FinishedRun(folder, document, outcome.Stages);
    }

    private bool Answers(Claim claim) => options.Whole ? claim.IsAnsweredIn(options.Tier) : claim.IsAnsweredByDefaultIn(options.Tier);

    /// <summary>What an LLM judge was asked and what it replied: with both, its scores can be worked out again without it.</summary>
    private static RunAttachment[] Replies(ChosenJudge? judge) => judge is { Protocol: { } protocol, Log: { } log }
        ? [new RunAttachment(RunFolder.JudgeFile, stream => stream.Write(Encoding.UTF8.GetBytes(protocol.ToText()))), new RunAttachment(RunFolder.RepliesFile, stream => log.WriteTo(stream, protocol))]
        : [];

    /// <summary>Decided at the looks of the run, without goldens, or once, with them; each under other analysis choices too.</summary>
    private IReadOnlyList<ClaimResult> Results(IReadOnlyList<Claim> claims, TierOutcome outcome) => outcome.Looks is { } looks
        ? Sequential.AddMultiverse(claims, looks.Results, looks.Plan, new LookBook(outcome.Book, outcome.Scores))
        : Multiverse.Add(claims, Decider.DecideAll(claims, options.Tier, outcome.Book, id => Reference.Find(host.GoldenPath, options.Tier, id)), outcome.Book, outcome.Scores);

    /// <summary>What the run leaves out, where it was not asked for claims by id.</summary>
    private UntestedClaim[]? Untested(Ledger ledger)
    {
        UntestedClaim[] left = [.. ledger.Claims.Where(c => !Answers(c)).Select(c => new UntestedClaim(c.Id, c.Title, c.IsAnsweredIn(options.Tier) ? $"'./repro run --tier {options.Tier}' answers it; this run left out what takes longer." : c.Tiers[options.Tier].Reason!))];
        return options.Claims.Count > 0 || left.Length == 0 ? null : left;
    }

    /// <summary>The store; without the cache, an empty one beside it.</summary>
    private ArtifactStore Store(IStageProgress progress)
    {
        if (!options.NoCache) return new ArtifactStore(options.Store, progress.Note);
        var fresh = $"{Path.TrimEndingDirectorySeparator(options.Store)}-no-cache";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        return new ArtifactStore(fresh, progress.Note);
    }
}
