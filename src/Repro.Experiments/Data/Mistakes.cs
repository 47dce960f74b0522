using Repro.Claims;

namespace Repro.Experiments.Data;

/// <summary>Collects what is wrong with a file, so that one reading tells all of it: the first 20 in full, then their number.</summary>
internal sealed class Mistakes(string file)
{
    private const int Shown = 20;
    private readonly List<string> lines = [];
    private long count;

    public bool Any => count > 0;

    public void Add(long line, string mistake)
    {
        if (count++ < Shown) lines.Add($"{file}:{line}: {mistake}");
    }

    /// <exception cref="InputException">There are mistakes; one a line.</exception>
    public void Throw()
    {
        if (!Any) return;
        IEnumerable<string> all = count > Shown ? lines.Append($"... and {count - Shown} more") : lines;
        throw new InputException(string.Join('\n', all));
    }
}
