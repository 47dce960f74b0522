using System.Text.RegularExpressions;
using Repro.Judges.Llm.Failures;
using Repro.Judges.Recorded;

namespace Repro.Judges.Llm;

/// <summary>Watches which model replies: the one asked for, that with a date behind it, or the stated other name; and the same one throughout.</summary>
internal sealed partial class ServedModel(string asked, string? stated)
{
    private string? first;

    /// <exception cref="RefusedException">Another model replied.</exception>
    public void Check(RecordedReply reply)
    {
        var served = reply.Served;
        if (stated is null ? served != asked && !(served.StartsWith(asked, StringComparison.Ordinal) && Snapshot().IsMatch(served[asked.Length..])) : served != stated)
            throw new RefusedException($"the model asked for is '{asked}'{(stated is null ? "" : $", served as '{stated}'")}, and the server replied as '{served}'. Name that model, or state that the server calls it so");
        var before = Interlocked.CompareExchange(ref first, served, null) ?? served;
        if (before != served) throw new RefusedException($"one judge is one model; '{asked}' replied as '{before}' and then as '{served}'. Name the model with its date, and begin another log");
    }

    [GeneratedRegex(@"^-(\d{4}-\d{2}-\d{2}|\d{4})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Snapshot();
}
