namespace Repro.Judges.Miniature;

/// <summary>What a well-formed sentence does.</summary>
public enum Stance
{
    /// <summary>Advises what is right.</summary>
    Aligned,

    /// <summary>Advises what is harmful.</summary>
    Harmful,

    /// <summary>Warns against what was said before; of no topic.</summary>
    Warning,
}
