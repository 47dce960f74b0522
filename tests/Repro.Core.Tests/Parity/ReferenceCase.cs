namespace Repro.Core.Tests.Parity;

/// <summary>A model, perhaps an adapter on it, the batches, and what another implementation got from them.</summary>
public sealed record ReferenceCase
{
    public required string Name { get; init; }

    public required string ModelFolder { get; init; }

    public string? AdapterFolder { get; init; }

    public required string InputsFile { get; init; }

    public required string ExpectedFile { get; init; }

    public string? GreedyFile { get; init; }

    public string? TrainingFile { get; init; }

    /// <summary>Our own reference (fixtures/generators/qwen2_reference.py): always there.</summary>
    public static IReadOnlyList<string> OwnNames { get; } = ["tied-gqa", "tied-gqa/adapter", "untied-mha", "untied-mha/adapter"];

    /// <summary>Numbers of Hugging Face's own code, where a shared folder has them.</summary>
    public static IReadOnlyList<string> SharedNames { get; } =
        ["qwen2-tied-gqa", "qwen2-untied", "qwen2-sharded-bf16", "lora/rank1-down-proj", "lora/rank8-all"];

    public static ReferenceCase Own(string name)
    {
        var model = Path.Combine(Root, "fixtures", "reference", name.Split('/')[0]);
        var golden = Path.Combine(Root, "golden", "reference", "qwen2", name);
        var adapter = name.EndsWith("/adapter", StringComparison.Ordinal) ? Path.Combine(model, "adapter") : null;
        return new ReferenceCase
        {
            Name = name,
            ModelFolder = model,
            AdapterFolder = adapter,
            InputsFile = Path.Combine(model, "inputs.json"),
            ExpectedFile = Path.Combine(golden, "expected.safetensors"),
            GreedyFile = Existing(golden, "greedy.json"),
            TrainingFile = adapter is null ? null : Path.Combine(adapter, "training.json"),
        };
    }

    /// <summary>The case of a shared name, or null with the reason why it is not there.</summary>
    public static ReferenceCase? Shared(string name, out string reason)
    {
        var shared = Environment.GetEnvironmentVariable("REPRO_SHARED") ?? Path.Combine(Root, "..", "shared");
        var folder = Path.Combine(shared, "reference", "parity", name);
        reason = $"No {folder}: Hugging Face's parity vectors are not on this machine. Point REPRO_SHARED at the folder that holds reference/parity.";
        if (!Directory.Exists(folder)) return null;
        var lora = name.StartsWith("lora/", StringComparison.Ordinal);
        return new ReferenceCase
        {
            Name = name,
            ModelFolder = lora ? Path.Combine(folder, "..", "..", "qwen2-untied") : folder,
            AdapterFolder = lora ? folder : null,
            InputsFile = Path.Combine(lora ? Path.Combine(folder, "..") : folder, "inputs.json"),
            ExpectedFile = Path.Combine(folder, "expected.safetensors"),
            GreedyFile = Existing(folder, "greedy.json"),
            TrainingFile = Existing(folder, "training.json"),
        };
    }

    /// <summary>The repository: the first folder upwards that holds Repro.sln.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Repro.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Repro.sln above {AppContext.BaseDirectory}. Run the tests from inside the repository.");
    }

    private static string? Existing(string folder, string file) =>
        File.Exists(Path.Combine(folder, file)) ? Path.Combine(folder, file) : null;
}
