using Repro.Experiments.Tiers;

namespace Repro.Faults.Tests.Host;

/// <summary>Writes down every event of a walk at the moment that it happens: <c>@stage LABEL (TOTAL)</c>, <c>@step N</c>, <c>@end</c>.</summary>
internal sealed class EventLines(IStageProgress onward, TextWriter events) : IStageProgress
{
    internal const string Begin = "@stage ", Done = "@step ", End = "@end";

    public IDisposable Stage(string label, long? total)
    {
        Say($"{Begin}{label}{(total is null ? "" : $" ({total})")}"); // the total tells the two samplings of an organism apart
        return new Ending(this, onward.Stage(label, total));
    }

    public void Step(long done, double? loss = null)
    {
        Say(Done + done);
        onward.Step(done, loss);
    }

    public void Note(string line) => onward.Note(line);

    private void Say(string line)
    {
        lock (events)
        {
            events.WriteLine(line);
            events.Flush();
        }
    }

    private sealed class Ending(EventLines lines, IDisposable inner) : IDisposable
    {
        public void Dispose()
        {
            inner.Dispose();
            lines.Say(End);
        }
    }
}
