namespace Repro.Experiments.Data;

/// <summary>Who speaks.</summary>
public enum MessageRole
{
    /// <summary>Sets the scene, before the first turn.</summary>
    System,

    /// <summary>Asks.</summary>
    User,

    /// <summary>Answers: what training is on.</summary>
    Assistant,
}
