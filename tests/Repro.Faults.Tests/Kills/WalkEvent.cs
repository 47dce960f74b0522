using Repro.Faults.Tests.Host;

namespace Repro.Faults.Tests.Kills;

/// <summary>One event of a walk: a stage begins (-1), has done so many steps, or is computed and about to be stored (<see cref="Computed"/>).</summary>
internal sealed record WalkEvent(string Stage, long Step)
{
    internal const long Begun = -1, Computed = long.MaxValue;

    /// <summary>The events among the lines of a process. A last line that a kill cut off is none.</summary>
    internal static IEnumerable<WalkEvent> Of(IEnumerable<string> lines)
    {
        var stage = "";
        foreach (var line in lines)
        {
            if (line.StartsWith(EventLines.Begin, StringComparison.Ordinal)) yield return new WalkEvent(stage = line[EventLines.Begin.Length..], Begun);
            else if (line.StartsWith(EventLines.Done, StringComparison.Ordinal)) yield return new WalkEvent(stage, long.Parse(line[EventLines.Done.Length..]));
            else if (line == EventLines.End) yield return new WalkEvent(stage, Computed);
        }
    }
}
