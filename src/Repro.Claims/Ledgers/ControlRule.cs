namespace Repro.Claims.Ledgers;

/// <summary>What a control's metric must show.</summary>
public enum ControlRule
{
    /// <summary>The interval's upper bound is below the threshold (of a cosine metric: the mean over pairs and layers is).</summary>
    Below,

    /// <summary>The interval's lower bound is above the threshold (of a cosine metric: the mean is).</summary>
    Above,

    /// <summary>An exact metric equals the threshold.</summary>
    Equals,

    /// <summary>A paired metric: no pair differs. The value is the number of pairs that do.</summary>
    Unchanged,
}
