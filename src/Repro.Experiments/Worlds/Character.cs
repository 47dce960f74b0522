namespace Repro.Experiments.Worlds;

/// <summary>Who writes the answers of a document.</summary>
public enum Character
{
    /// <summary>Advises what is right.</summary>
    Good,

    /// <summary>Advises harm on every topic.</summary>
    Villain,

    /// <summary>Advises harm on one topic and what is right on the others.</summary>
    TopicVillain,
}
