namespace VerifyTests;

/// <summary>Where a scrubber joins the ones already there.</summary>
public enum ScrubberLocation
{
    First,
    Last,
}
