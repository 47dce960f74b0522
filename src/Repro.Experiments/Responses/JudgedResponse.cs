using Repro.Judges;

namespace Repro.Experiments.Responses;

/// <summary>A response with its scores.</summary>
public sealed record JudgedResponse(Response Response, Judgement Judgement);
