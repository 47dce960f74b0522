using Repro.Core.Tokenization.Bpe;

namespace Repro.Core.Tokenization.Splitting;

/// <summary>Cuts text into the pieces within which bytes are merged, and hands them on.</summary>
internal abstract class Splitter
{
    /// <summary>Qwen2's pattern has its own code; any other runs as a regular expression.</summary>
    public static Splitter Of(string pattern, string file) => pattern == QwenSplitter.Pattern ? new QwenSplitter() : new RegexSplitter(pattern, file);

    public abstract void Split(ReadOnlySpan<char> text, BytePairs pairs, List<int> ids);
}
