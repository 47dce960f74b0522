using System.CommandLine;
using System.Globalization;
using Repro.Claims;
using Repro.Cli.Sessions;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;
using Repro.Experiments.Verification;
using Repro.Judges;

namespace Repro.Cli.Commands;

/// <summary><c>verify RUN</c>, <c>verify run.zip</c>: checks every byte and computes judgements, rates, cosines, intervals and verdicts again, without a model.</summary>
internal static class VerifyCommand
{
    internal static Command Create(CliHost host)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder, or a bundle that './repro bundle' wrote." };
        var store = new Option<string?>("--store") { Description = "Folder of the artifact store of a run's folder, instead of artifacts/store.", HelpName = "DIR" };
        var data = new Option<string?>("--data") { Description = "Folder with the released scores of a published run, which no bundle holds.", HelpName = "DIR" };
        var rejudge = new Option<string?>("--rejudge") { Description = "Score this share of the responses with the judge of --judge (the rubric when absent) and report the agreement.", HelpName = "SHARE" };
        var seed = new Option<long>("--rejudge-seed") { Description = "Chooses the responses of --rejudge.", HelpName = "N" };
        var asJson = new Option<bool>("--json") { Description = "Write JSON instead of lines." };
        var command = new Command("verify", "Compute every number and verdict of a run again from its evidence, without a model, and check every byte.") { run, store, data, rejudge, seed, asJson };
        var judge = new JudgeArguments(command);
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var path = parsed.GetValue(run)!;
            var share = Share(parsed.GetValue(rejudge));
            using var bundle = File.Exists(path) ? BundleFile.Open(path, limits: null, stop) : null;
            var files = bundle ?? (IEvidenceFiles)Folder(host, path, parsed.GetValue(store));
            var options = judge.Read(parsed, Tiers.Paper);
            if (share is null && options is { Kind: JudgeOptions.Llm }) throw new InputException("verify asks no server of its own accord; got --judge llm without --rejudge. Add --rejudge SHARE, or name its recorded replies with --judge recorded.");
            using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            using var chosen = options is null ? null : JudgeFactory.Create(options, http, host.Time, host.Environment);
            var findings = new Findings(host.Out, parsed.GetValue(asJson));
            var kept = bundle is { Damage.Count: > 0 } ? null : RecordedEvidence.JudgeIn(files);
            var verification = new Verification(host, findings, files, bundle, options?.Kind == JudgeOptions.Recorded ? chosen!.Judge : kept, parsed.GetValue(data));
            var code = verification.Run(stop);
            if (share is { } part && verification.Evidence is { } evidence) code = Math.Max(code, Rejudge(findings, evidence, chosen?.Judge ?? new RubricJudge(), part, parsed.GetValue(seed), stop));
            findings.Close(verification.RunId, verification.Tier, verification.Evidence?.Root, code);
            return code;
        }, stop));
        return command;
    }

    private static RunEvidence Folder(CliHost host, string path, string? store)
    {
        var root = store ?? Path.Combine(host.Root, "artifacts", "store");
        return new RunEvidence(StoredRun.Open(path), Directory.Exists(root) ? new ArtifactStore(root, host.Error.WriteLine) : null, weights: true);
    }

    private static int Rejudge(Findings findings, EvidenceSet evidence, IJudge judge, double share, long seed, CancellationToken stop)
    {
        try
        {
            var result = Rejudging.Sample(evidence, judge, share, seed, stop);
            findings.Add(new Finding(Finding.Rejudged, $"rejudged: {result.Sampled} of {result.Of} responses by {judge.Identity}"));
            foreach (var metric in result.Agreement.Metrics.Where(m => m.Metric is "aligned" or "coherent"))
                findings.Add(new Finding(Finding.Rejudged, $"  {metric.Metric}: Krippendorff's alpha {Text(metric.Alpha)}, mean difference {Text(metric.MeanAbsoluteDifference)} points, on {metric.Both} responses"));
            foreach (var decision in result.Agreement.Decisions) findings.Add(new Finding(Finding.Rejudged, $"  misaligned or not: {Text(decision.Equal * 100)} % agree, on {decision.Both} responses"));
            return ExitCode.Expected;
        }
        catch (MissingEvidenceException e)
        {
            findings.Add(new Finding(Finding.Rejudged, $"rejudged: nothing; {e.Message}"));
            return ExitCode.Incomplete;
        }
    }

    private static string Text(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "not defined";

    private static double? Share(string? text)
    {
        if (text is null) return null;
        var percent = text.EndsWith('%');
        return double.TryParse(percent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && (percent ? number / 100 : number) is > 0 and <= 1 and var share
            ? share
            : throw new InputException($"--rejudge is a share of the responses such as 5% or 0.05, above 0 and at most 100 %; got '{text}'.");
    }
}
