namespace Repro.Claims.Measurements;

/// <summary>How often a classifier was right on one held-out group in one repeat. No part of the group was in that repeat's training split.</summary>
/// <param name="Repeat">Which division into training and test, from 0.</param>
/// <param name="Group">What is never divided: a prompt, or a response with all of its tokens.</param>
/// <param name="Correct">Right answers.</param>
/// <param name="Total">All of them.</param>
public sealed record AccuracyFold(int Repeat, string Group, int Correct, int Total);
