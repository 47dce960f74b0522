namespace Repro.Core.Training;

/// <summary>How the learning rate goes after warm-up.</summary>
public enum Schedule
{
    /// <summary>Stays.</summary>
    Constant,

    /// <summary>Falls in a straight line.</summary>
    Linear,

    /// <summary>Falls along half a cosine.</summary>
    Cosine,
}
