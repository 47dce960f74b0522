namespace Repro.Experiments.Responses;

/// <summary>Some of the answers to each question: samples number <paramref name="First"/> to <paramref name="First"/> + <paramref name="Count"/> - 1.</summary>
public sealed record Wave(int First, int Count);
