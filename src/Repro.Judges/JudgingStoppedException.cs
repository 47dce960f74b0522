namespace Repro.Judges;

/// <summary>Judging ended before every score was there: the server kept failing, or the budget is spent. What is judged is in the log.</summary>
public sealed class JudgingStoppedException : Exception
{
    /// <summary>Makes the exception from its whole message.</summary>
    public JudgingStoppedException(string message, int judged, int missing, Exception inner) : base(message, inner)
    {
        Judged = judged;
        Missing = missing;
    }

    /// <summary>Judge's answers that are recorded, of those asked for.</summary>
    public int Judged { get; }

    /// <summary>Judge's answers that are not.</summary>
    public int Missing { get; }
}
