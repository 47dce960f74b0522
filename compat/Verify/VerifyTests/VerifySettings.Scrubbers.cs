using System.Text;
using VerifyTests.Engine;

namespace VerifyTests;

public sealed partial class VerifySettings
{
    internal bool ScrubbersEnabled { get; private set; } = true;

    internal List<Action<StringBuilder>> Scrubbers { get; } = [];

    public void DisableScrubbers() => ScrubbersEnabled = false;

    public void AddScrubber(Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First)
        => Scrubbers.Insert(location == ScrubberLocation.First ? 0 : Scrubbers.Count, scrubber);

    public void ScrubLines(Func<string, bool> removeLine, ScrubberLocation location = ScrubberLocation.First)
        => AddScrubber(text => Lines.Remove(text, removeLine), location);

    public void ScrubLinesWithReplace(Func<string, string?> replaceLine, ScrubberLocation location = ScrubberLocation.First)
        => AddScrubber(text => Lines.Replace(text, replaceLine), location);

    public void ScrubEmptyLines(ScrubberLocation location = ScrubberLocation.First)
        => AddScrubber(Lines.RemoveEmpty, location);

    public void ScrubLinesContaining(params string[] stringToMatch)
        => ScrubLinesContaining(StringComparison.OrdinalIgnoreCase, stringToMatch);

    public void ScrubLinesContaining(StringComparison comparison, params string[] stringToMatch)
        => ScrubLines(line => Array.Exists(stringToMatch, match => line.Contains(match, comparison)));
}
