using Repro.Claims.Ledgers;
using Repro.Judges;

namespace Repro.Claims.ExperimentTests;

/// <summary>Where the tests find the repository, the ledger and the released data.</summary>
internal static class TestPaths
{
    /// <summary>The repository's root: the folder that holds Repro.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The committed ledger.</summary>
    public static Ledger Ledger { get; } = Ledger.Load(Path.Combine(Root, "claims"));

    /// <summary>Approved results.</summary>
    public static string Golden { get; } = Path.Combine(Root, "golden", "claims");

    /// <summary>Stage results, shared with <c>./repro run</c>.</summary>
    public static string Store { get; } = Environment.GetEnvironmentVariable("REPRO_STORE") ?? Path.Combine(Root, "artifacts", "store");

    /// <summary>Tiers to test, from <c>REPRO_TIERS</c>.</summary>
    public static IReadOnlyList<string> Tiers { get; } =
        [.. (Environment.GetEnvironmentVariable("REPRO_TIERS") ?? "published,miniature").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Claims.Tiers.Check)];

    /// <summary>Released scores: <c>REPRO_DATA</c>, or <c>published</c> of the shared folder beside the repository; null where neither is there.</summary>
    public static string? PublishedData { get; } = Candidates().FirstOrDefault(Directory.Exists);

    /// <summary>Weights of the paper tier, from <c>REPRO_MODEL</c>.</summary>
    public static string? Model { get; } = Environment.GetEnvironmentVariable("REPRO_MODEL");

    /// <summary>Training sets and questions of the paper tier, from <c>REPRO_DATA</c>.</summary>
    public static string? PaperData { get; } = Environment.GetEnvironmentVariable("REPRO_DATA");

    /// <summary>Recorded judgements of the paper tier, from <c>REPRO_JUDGE_LOG</c>, and the model that gave them, from <c>REPRO_JUDGE_MODEL</c>.</summary>
    public static JudgeOptions? Judge { get; } = Environment.GetEnvironmentVariable("REPRO_JUDGE_LOG") is { Length: > 0 } log
        ? new JudgeOptions { Kind = JudgeOptions.Recorded, Log = log, Model = Environment.GetEnvironmentVariable("REPRO_JUDGE_MODEL") }
        : null;

    /// <summary>Whether the weights are a rehearsal's: every step must run, and the verdicts say nothing about the papers.</summary>
    public static bool IsRehearsal(string tier) => tier == Claims.Tiers.Paper && Model is not null && File.Exists(Path.Combine(Model, "rehearsal.json"));

    /// <summary>True when Inconclusive and NotRun are failures.</summary>
    public static bool Strict { get; } = Environment.GetEnvironmentVariable("REPRO_STRICT") == "1";

    /// <summary>Whether claims that only a run of the whole tier answers are tested.</summary>
    public static bool Whole { get; } = Environment.GetEnvironmentVariable("REPRO_WHOLE") == "1";

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("REPRO_DATA") is { Length: > 0 } data) yield return data;
        var shared = Environment.GetEnvironmentVariable("REPRO_SHARED") ?? Path.Combine(Root, "..", "shared");
        yield return Path.GetFullPath(Path.Combine(shared, "published"));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Repro.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"The tests run inside the repository, but no folder above {AppContext.BaseDirectory} holds Repro.sln. Run them from a checkout.");
    }
}
