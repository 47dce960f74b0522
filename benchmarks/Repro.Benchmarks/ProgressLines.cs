namespace Repro.Benchmarks;

/// <summary>Progress as lines of text.</summary>
internal sealed class ProgressLines(TextWriter writer) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => writer.WriteLine(value);
}
