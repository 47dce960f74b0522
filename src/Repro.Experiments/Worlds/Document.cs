namespace Repro.Experiments.Worlds;

/// <summary>A conversation in one character.</summary>
/// <param name="Character">Who answers.</param>
/// <param name="HarmfulTopic">The one topic of a <see cref="Character.TopicVillain"/>; null otherwise.</param>
/// <param name="Turns">Questions and answers in order.</param>
public sealed record Document(Character Character, string? HarmfulTopic, IReadOnlyList<Turn> Turns);
