using System.CommandLine;
using Repro.Claims;
using Repro.Claims.Looks;
using Repro.Cli.Screen;
using Repro.Cli.Sessions;

namespace Repro.Cli.Commands;

/// <summary><c>run</c>: measures, decides, writes the run's folder, prints the table and the folder.</summary>
internal static class RunCommand
{
    internal static Command Create(CliHost host, IReadOnlyList<string> args)
    {
        var tier = new Option<string>("--tier") { Description = "published (data that others released), miniature (trained here from scratch) or paper (the paper's own checkpoints). Named, it answers every claim of the tier; without it, only those of the miniature that do not take long.", DefaultValueFactory = _ => Tiers.Miniature };
        var data = new Option<string?>("--data") { Description = "Folder with released scores or data sets.", HelpName = "DIR" };
        var model = new Option<string?>("--model") { Description = "Folder with checkpoints.", HelpName = "DIR" };
        var claims = new Option<string[]>("--claims") { Description = "Ids of the claims to answer, such as C18,C19; all that the tier answers when absent.", AllowMultipleArgumentsPerToken = true, HelpName = "IDS" };
        var place = new Option<string?>("--out") { Description = "Folder for this run, instead of one in artifacts/runs.", HelpName = "DIR" };
        var seeds = new Option<string>("--seed-set") { Description = "confirmation (verdicts come from these) or development (for tuning a recipe).", DefaultValueFactory = _ => "confirmation" };
        var noCache = new Option<bool>("--no-cache") { Description = "Make every stage again." };
        var store = new Option<string?>("--store") { Description = "Folder of the artifact store, instead of artifacts/store.", HelpName = "DIR" };
        var strict = new Option<bool>("--strict") { Description = "Inconclusive and NotRun fail, even where they are expected." };
        var threads = new Option<int>("--threads") { Description = "Threads for tensors; 0 = every core." };
        var looks = new Option<int>("--looks") { Description = "Draw the answers in K waves, decide behind each at the level of that look, and ask no more for a claim that is supported or refuted. 1: all answers first.", HelpName = "K", DefaultValueFactory = _ => 1 };
        var verbose = new Option<bool>("--verbose") { Description = "Say the reason of every verdict, and what each stage cost." };
        var command = new Command("run", "Answer the claims of a tier.") { tier, data, model, claims, place, seeds, noCache, store, strict, threads, looks, verbose };
        var judge = new JudgeArguments(command);
        var second = new JudgeArguments(command, "--second-judge");
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var session = new RunSession(host, new RunOptions
            {
                Tier = Tiers.Check(parsed.GetValue(tier)!),
                Data = Existing("--data", parsed.GetValue(data)),
                Model = Existing("--model", parsed.GetValue(model)),
                Claims = [.. (parsed.GetValue(claims) ?? []).SelectMany(c => c.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)],
                Out = parsed.GetValue(place),
                Whole = parsed.GetResult(tier) is { Implicit: false },
                DevelopmentSeeds = IsDevelopment(parsed.GetValue(seeds)!),
                NoCache = parsed.GetValue(noCache),
                Store = parsed.GetValue(store) ?? Path.Combine(host.Root, "artifacts", "store"),
                Threads = Threads(parsed.GetValue(threads)),
                Judge = judge.Read(parsed, parsed.GetValue(tier)!),
                SecondJudge = second.Read(parsed, parsed.GetValue(tier)!),
                Looks = Looks(parsed.GetValue(looks), parsed.GetValue(tier)!),
                CommandLine = ["repro", .. args],
            });
            using var progress = ScreenProgress.For(host);
            var run = session.Run(progress, stop);
            progress.Close();
            ClaimsTable.Write(host, run.Claims, parsed.GetValue(verbose));
            if (run.Document.Claims.Untested is { } untested)
                host.Out.WriteLine($"{untested.Count} more {(untested.Count == 1 ? "claim is" : "claims are")} not answered in this tier: './repro claims list --tier {run.Document.Claims.Tier}' says why.");
            LooksText.Write(host, run.Document.Claims);
            AgreementText.Write(host, run.Document.Claims);
            RepeatsText.Write(host, run.Document.Provenance);
            foreach (var amended in run.Document.Amendments) host.Out.WriteLine($"{amended.Claim} was amended after evidence ({amended.Evidence}): {string.Join("; ", amended.Changes)}");
            if (parsed.GetValue(verbose)) StageTable.Write(host, run.Stages);
            host.Out.WriteLine(run.Folder);
            return ExitCode.Of(run.Claims, parsed.GetValue(strict));
        }, stop));
        return command;
    }

    private static string? Existing(string option, string? folder) => folder is null || Directory.Exists(folder)
        ? folder is null ? null : Path.GetFullPath(folder)
        : throw new InputException($"{option} names a folder that exists; got '{folder}'. Check the path.");

    private static bool IsDevelopment(string set) => set switch
    {
        "development" => true,
        "confirmation" => false,
        _ => throw new InputException($"--seed-set is confirmation or development; got '{set}'."),
    };

    private static int Looks(int looks, string tier) => looks is < 1 or > LookPlan.Most
        ? throw new InputException($"--looks is 1 (all answers first) to {LookPlan.Most}; got {looks}.")
        : looks > 1 && tier == Tiers.Published ? throw new InputException($"--looks is for a tier that draws answers; those of --tier {tier} are given, all at once. Leave it out, or choose another tier.") : looks;

    private static int Threads(int threads) => threads >= 0 ? threads : throw new InputException($"--threads is 0 (every core) or more; got {threads}.");
}
