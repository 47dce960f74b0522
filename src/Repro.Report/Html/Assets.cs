namespace Repro.Report.Html;

/// <summary>Our own script and style, embedded into the assembly when it was built.</summary>
internal static class Assets
{
    public static readonly string Script = Read("report.js");
    public static readonly string Style = Read("report.css");

    private static string Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The report's resource '{name}' is missing from the assembly. Build src/Repro.Report again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
