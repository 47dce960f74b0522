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
using Repro.Evidence.Files;
using Repro.Evidence.Runs;
using Repro.Experiments.Published;
using Repro.Experiments.Verification;
using Repro.Judges;
using Repro.Judges.Panel;

namespace Repro.Cli.Sessions;

/// <summary>Verifies one run and says, file by file and claim by claim, what is equal, what differs and what is missing.</summary>
/// <param name="host">The ledger and the goldens of a run's folder.</param>
/// <param name="findings">Where it is said.</param>
/// <param name="files">The evidence.</param>
/// <param name="bundle">The bundle that it comes from; null for a run's folder.</param>
/// <param name="judge">A judge besides the rubric that can score again, such as one of recorded replies; null for none.</param>
/// <param name="data">Folder with the released scores of a published run; null where none is named.</param>
internal sealed class Verification(CliHost host, Findings findings, IEvidenceFiles files, BundleFile? bundle, IJudge? judge, string? data)
{
    private int differs;
    private int missing;

    /// <summary>The evidence, once it was read; null where the bundle is damaged.</summary>
    internal EvidenceSet? Evidence { get; private set; }

    /// <summary>The run's tier.</summary>
    internal string Tier { get; private set; } = "";

    /// <summary>The run's id; null where the bundle is damaged.</summary>
    internal string? RunId { get; private set; }

    /// <summary>Verifies; the answer is an exit code.</summary>
    internal int Run(CancellationToken stop)
    {
        if (bundle is { Damage: { Count: > 0 } damage })
        {
            foreach (var file in damage) Say(Finding.Changed, $"changed: {file.Name}: {file.Fault}");
            Say(Finding.Note, "The bundle is not as it was written; nothing was recomputed.");
            return ExitCode.Unexpected;
        }

        var manifest = EvidenceSet.ReadRunFile<RunManifest>(files, RunFolder.ManifestFile);
        var claims = ClaimsJson.Read(EvidenceSet.ReadText(files, EvidencePath.Run(RunFolder.ClaimsFile)), RunFolder.ClaimsFile);
        var book = EvidenceSet.ReadRunFile<Dictionary<string, Measurement>>(files, RunFolder.MeasurementsFile);
        Tier = claims.Tier;
        RunId = claims.Run;
        Evidence = EvidenceSet.Read(files, manifest, stop);
        Bytes(manifest, claims);
        var again = Recomputation.Of(Evidence, [new RubricJudge(), .. judge is null ? Array.Empty<IJudge>() : [judge]], stop);
        if (data is not null && Tier == Tiers.Published) again = again with { Book = PublishedTier.Measure(data) };
        foreach (var step in again.Steps.Where(s => s.Artifacts > 0 || s.Unchecked.Count > 0)) Say(step);
        var document = EvidenceSet.ReadRunFile<RunDocument>(files, RunFolder.DocumentFile);
        Curves(document, again);
        Samples(document, again);
        var ledger = new AnsweredLedger(host, files, manifest);
        foreach (var note in ledger.Notes) Say(Finding.Note, $"note: {note}");
        var merged = book.ToDictionary(m => m.Key, m => again.Book.GetValueOrDefault(m.Key, m.Value), StringComparer.Ordinal);
        var rows = claims.Claims.ToDictionary(claim => claim.Id, claim => ledger[claim.Id], StringComparer.Ordinal);
        Claim[] asked = [.. claims.Claims.Select(claim => rows[claim.Id])];
        var scores = Scores();
        var results = JudgeNoise.Add(asked, Decide(claims, asked, merged, scores, again.Scores), merged, again.Scores ?? scores); // families are judged together
        foreach (var (stored, result) in claims.Claims.Zip(results)) Claim(stored, result, rows[stored.Id], book, again);
        Settings(claims, [.. claims.Claims.Select(claim => rows[claim.Id])], merged);
        Say(Finding.Note, differs > 0 ? $"{differs} differences." : missing > 0 ? $"No difference; evidence is missing for {missing} claims." : "Every file and every verdict is as recorded.");
        return differs > 0 ? ExitCode.Unexpected : missing > 0 ? ExitCode.Incomplete : ExitCode.Expected;
    }

    /// <summary>Decides again what the run decided, look by look where it looked at its answers while they came.</summary>
    private IReadOnlyList<ClaimResult> Decide(ClaimsDocument claims, IReadOnlyList<Claim> rows, IReadOnlyDictionary<string, Measurement> book, JudgedScores? stored, JudgedScores? recomputed)
    {
        if (stored is not null && recomputed is not null)
        {
            if (stored.ToText() == recomputed.ToText()) Say(Finding.Equal, $"scores: {stored.Conditions.Count} conditions recomputed equal");
            else Differs($"scores DIFFER: {RunFolder.ScoresFile} does not hold what the judged answers give");
        }

        var scores = recomputed ?? stored;
        var agreement = ScoreAgreement.Of(scores);
        if (CanonicalJson.Serialize(agreement) != CanonicalJson.Serialize(claims.Agreement)) Differs("agreement of the judges DIFFERS: it is not what the scores give");
        else if (agreement is not null) Say(Finding.Equal, $"agreement of the judges: {agreement.Count} rows recomputed equal");
        if (claims.Looks is not { } looks) return Multiverse.Add(rows, Decider.DecideAll(rows, Tier, book, GoldenOf), book, scores);
        var plan = new LookPlan(looks.Samples);
        var all = new LookBook(book, scores);
        var blocks = scores?.Conditions.Values.SelectMany(judges => judges[0].Blocks).ToList() ?? [];
        var totals = looks with { Planned = (long)blocks.Count * plan.Samples[^1], Drawn = blocks.Sum(block => (long)block.Aligned.Count) };
        if (totals.Planned != looks.Planned || totals.Drawn != looks.Drawn) Differs($"answers DIFFER: stored {looks.Planned} planned and {looks.Drawn} drawn, recomputed {totals.Planned} and {totals.Drawn}");
        return Sequential.AddMultiverse(rows, Sequential.Decide(rows, Tier, plan, key => scores?.Metrics.ContainsKey(key) == true, (look, _) => all.After(plan.Samples[look - 1])), plan, all);
    }

    /// <summary>The map of settings, decided again as a whole.</summary>
    private void Settings(ClaimsDocument claims, IReadOnlyList<Claim> rows, IReadOnlyDictionary<string, Measurement> book)
    {
        if (claims.Settings is not { } stored) return;
        var again = SettingsMap.Of(rows, Tier, book, [.. stored.Select(row => new Setting(row.Name, row.Factor, row.Level) { CentreLevel = row.CentreLevel })]);
        foreach (var name in stored.Where(row => CanonicalJson.Serialize(row) != CanonicalJson.Serialize(again.FirstOrDefault(a => a.Name == row.Name))).Select(row => row.Name)) Differs($"setting {name} DIFFERS: it is not what its measurements give");
        Say(Finding.Equal, $"settings: {stored.Count} decided again");
    }

    private void Bytes(RunManifest manifest, ClaimsDocument claims)
    {
        foreach (var line in Evidence!.Changed) Differs($"changed: {line}");
        if (manifest.Run != claims.Run) Differs($"changed: claims.json is of run {claims.Run}, manifest.json of {manifest.Run}");
        if (bundle is not null && bundle.Index!.Run != manifest.Run) Differs($"changed: {EvidencePath.Index} is of run {bundle.Index.Run}, manifest.json of {manifest.Run}");
        foreach (var (id, what) in Absent(manifest)) Say(Finding.Missing, $"missing: artifact {id[..Math.Min(12, id.Length)]} ({what})");
        var recorded = manifest.Provenance.ArtifactsRoot;
        if (Evidence.Root is not { } root) return;
        if (bundle is not null && bundle.Index!.ArtifactsRoot != root) Differs($"changed: the artifacts have the Merkle root {root}, and {EvidencePath.Index} says {bundle.Index.ArtifactsRoot}");
        if (recorded is not null && recorded != root) Differs($"changed: the artifacts have the Merkle root {root}, and the run recorded {recorded}");
        Say(Finding.Note, $"artifacts: {Evidence.Artifacts.Count}, Merkle root {root}{(recorded is null ? "" : recorded == root ? ", as the run recorded" : "")}");
    }

    /// <summary>Artifacts that the run names, or that one of those here was made from, and that are not here.</summary>
    private IEnumerable<(string Id, string What)> Absent(RunManifest manifest) => Evidence!.Artifacts.Count == 0 ? [] : manifest.Provenance.Stages.Select(s => (Id: s.ArtifactId, What: s.Label))
        .Concat(Evidence.Artifacts.Values.SelectMany(a => a.Key.Inputs.Select(input => (Id: input, What: $"{a.Id[..12]}, {a.Key.Stage}, was made from it"))))
        .Where(a => a.Id.Length > 0 && !Evidence.Artifacts.ContainsKey(a.Id)).DistinctBy(a => a.Id, StringComparer.Ordinal).OrderBy(a => a.Id, StringComparer.Ordinal);

    private void Say(StepCheck step)
    {
        foreach (var line in step.Differences) Differs($"{step.Stage} DIFFERS: {line}");
        foreach (var line in step.Unchecked) Say(Finding.Note, $"note: {step.Stage}: {line}");
        if (step.Differences.Count == 0 && step.Rows > 0) Say(Finding.Equal, $"{step.Stage}: {step.Rows} in {step.Artifacts} artifacts recomputed equal");
    }

    /// <summary>Every point of a figure that was computed again; an experiment's points stand in the report unchanged.</summary>
    private void Curves(RunDocument document, Recomputed again)
    {
        var points = again.Curves.SelectMany(c => c.Points.Select(p => (c.Figure, c.Series, p.X, Point: p))).GroupBy(p => (p.Figure, p.Series, p.X)).ToDictionary(p => p.Key, p => p.First().Point);
        var equal = 0;
        foreach (var (curve, point) in document.Curves.SelectMany(c => c.Points.Select(p => (c, p))))
        {
            if (!points.TryGetValue((curve.Figure, curve.Series, point.X), out var now)) continue;
            if (now == point) equal++;
            else Differs($"figure {curve.Figure}, {curve.Series}, {point.X} DIFFERS: stored {point.Value:R} [{point.Low:R}, {point.High:R}], recomputed {now.Value:R} [{now.Low:R}, {now.High:R}]");
        }

        if (equal > 0) Say(Finding.Equal, $"figures: {equal} points recomputed equal");
    }

    /// <summary>Every answer that the report shows, against the one that stands among the responses.</summary>
    private void Samples(RunDocument document, Recomputed again)
    {
        static (string, string, long, int) Key(SampleAnswer s) => (s.Condition, s.QuestionId, s.Seed, s.Sample);
        var known = again.Samples.DistinctBy(Key).ToDictionary(Key);
        var equal = 0;
        foreach (var shown in document.Samples)
        {
            if (!known.TryGetValue(Key(shown), out var now))
            {
                if (again.Book.ContainsKey($"em.{shown.Condition}")) Differs($"sample {shown.Condition} {shown.QuestionId} {shown.Sample}, seed {shown.Seed} DIFFERS: the responses give others to show");
            }
            else if (CanonicalJson.Serialize(now) == CanonicalJson.Serialize(shown))
            {
                equal++;
            }
            else
            {
                Differs($"sample {shown.Condition} {shown.QuestionId} {shown.Sample}, seed {shown.Seed} DIFFERS: stored aligned {shown.Aligned:R} coherent {shown.Coherent:R}, recomputed {now.Aligned:R} and {now.Coherent:R}, or another text");
            }
        }

        if (equal > 0) Say(Finding.Equal, $"samples: {equal} answers are those of the responses");
    }

    private void Claim(ClaimResult stored, ClaimResult result, Claim claim, Dictionary<string, Measurement> book, Recomputed again)
    {
        if (stored.JudgeNoise is null) result = result with { JudgeNoise = null }; // a run from before verdicts were decided with noise too
        if (stored.OverSeeds is null) result = result with { OverSeeds = null }; // or over training seeds
        string[] needed = [.. claim.NeededIn(stored.Tier).Distinct(StringComparer.Ordinal)];
        string[] metrics = [.. needed.Where(m => book.ContainsKey(m) && again.Book.ContainsKey(m)).SelectMany(m => Differences(m, book[m], again.Book[m]))];
        string[] lacking = [.. needed.Where(m => book.TryGetValue(m, out var value) && value is not MissingMeasurement && (!again.Book.ContainsKey(m) || again.Missing.ContainsKey(m)))];
        var same = CanonicalJson.Serialize(result) == CanonicalJson.Serialize(stored);
        if (!same || metrics.Length > 0)
        {
            differs++;
            findings.Add(new Finding(Finding.Differs, $"{stored.Id,-5} DIFFERS: {Difference(stored, result)}")
            {
                Claim = stored.Id,
                Details = [.. metrics.Take(3), .. metrics.Length > 3 ? (string[])[$"and {metrics.Length - 3} more"] : []],
            });
        }
        else if (lacking.Length > 0)
        {
            missing++;
            Say(Finding.Missing, $"{stored.Id,-5} missing evidence: {string.Join("; ", lacking.Select(m => $"{m} ({again.Missing.GetValueOrDefault(m, "no artifact gives it")})"))}. The verdict follows from the stored measurements.", stored.Id);
        }
        else
        {
            Say(Finding.Equal, $"{stored.Id,-5} recomputed equal", stored.Id);
        }
    }

    private static IEnumerable<string> Differences(string metric, Measurement stored, Measurement again)
    {
        var (one, two) = (CanonicalJson.Serialize(stored), CanonicalJson.Serialize(again));
        return one == two ? [] : NumericJson.Compare(metric, one, two).Select(d => $"{metric} {d.Path}: stored {d.Expected}, recomputed {d.Actual}").DefaultIfEmpty($"{metric}: the recomputed measurement has more fields");
    }

    /// <summary>The scores that the run kept for its other analysis choices; null for a run without.</summary>
    private JudgedScores? Scores()
    {
        var name = EvidencePath.Run(RunFolder.ScoresFile);
        return files.Names.Contains(name, StringComparer.Ordinal) ? JudgedScores.Parse(EvidenceSet.ReadText(files, name), RunFolder.ScoresFile) : null;
    }

    private Reference? GoldenOf(string claim)
    {
        var name = EvidencePath.Golden(Tier, claim);
        return bundle is null ? Reference.Find(host.GoldenPath, Tier, claim)
            : files.Names.Contains(name, StringComparer.Ordinal) ? new Reference(name, EvidenceSet.ReadText(files, name)) : null;
    }

    private void Differs(string line)
    {
        differs++;
        Say(line.StartsWith("changed", StringComparison.Ordinal) ? Finding.Changed : Finding.Differs, line);
    }

    private void Say(string kind, string line, string? claim = null) => findings.Add(new Finding(kind, line) { Claim = claim });

    private static string Difference(ClaimResult stored, ClaimResult again)
        => CanonicalJson.Serialize(again) != CanonicalJson.Serialize(stored) && CanonicalJson.Serialize(again with { OverSeeds = null }) == CanonicalJson.Serialize(stored with { OverSeeds = null })
            ? "the values over training seeds are not those that the measurements give"
            : CanonicalJson.Serialize(again) != CanonicalJson.Serialize(stored) && CanonicalJson.Serialize(again with { Multiverse = null, JudgeNoise = null }) == CanonicalJson.Serialize(stored with { Multiverse = null, JudgeNoise = null })
            ? "the verdicts under other analysis choices or with noise in the scores are not those that the scores give"
            : $"stored {Describe(stored)}, recomputed {Describe(again)}";

    private static string Describe(ClaimResult claim) => $"{claim.Verdict} {claim.Value?.ToString("R") ?? "-"} {(claim.Interval is [var low, var high] ? $"[{low:R}, {high:R}]" : "")}".TrimEnd();
}
