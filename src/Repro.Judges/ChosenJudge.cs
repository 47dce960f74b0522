namespace Repro.Judges;

/// <summary>A judge and what it holds open.</summary>
public sealed class ChosenJudge : IDisposable
{
    private readonly IDisposable? held;

    internal ChosenJudge(IJudge judge, IDisposable? held)
    {
        Judge = judge;
        this.held = held;
    }

    /// <summary>The judge.</summary>
    public IJudge Judge { get; }

    /// <summary>Closes its log.</summary>
    public void Dispose() => held?.Dispose();
}
