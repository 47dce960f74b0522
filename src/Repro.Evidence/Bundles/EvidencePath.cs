namespace Repro.Evidence.Bundles;

/// <summary>How the files of a run are called, in a bundle and in checks of a run's folder.</summary>
public static class EvidencePath
{
    /// <summary>The index of a bundle: every other file with size and hash.</summary>
    public const string Index = "bundle.json";

    /// <summary>The recorded replies of an LLM judge.</summary>
    public const string Replies = "judge/replies.jsonl";

    /// <summary>A file of the run's folder.</summary>
    public static string Run(string file) => $"run/{file}";

    /// <summary>A file of an artifact.</summary>
    public static string Artifact(string id, string file) => $"artifacts/{id}/{file}";

    /// <summary>The header of a file of weights: names and shapes of its tensors, without their data.</summary>
    public static string Header(string id, string file) => $"headers/{id}/{file}";

    /// <summary>The approved result that a claim's numbers were compared with.</summary>
    public static string Golden(string tier, string claim) => $"golden/{tier}/{claim}.json";

    /// <summary>A file of test results.</summary>
    public static string Test(string file) => $"tests/{file}";

    /// <summary>The id in the path of an artifact's file, or null where it is another file.</summary>
    internal static string? IdOf(string path) => path.Split('/') is ["artifacts", { Length: 64 } id, _, ..] ? id : null;

    /// <summary>True for a manifest of an artifact.</summary>
    internal static bool IsManifest(string path) => path.Split('/') is ["artifacts", { Length: 64 }, Store.ArtifactName.Manifest];
}
