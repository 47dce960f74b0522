namespace Repro.Experiments.Responses;

/// <summary>What a set of responses is for. Directions are taken from one split and tested on the other, so that no response is used twice.</summary>
public static class Split
{
    /// <summary>Rates before and after interventions.</summary>
    public const string Evaluation = "evaluation";

    /// <summary>Mean-diff directions.</summary>
    public const string Directions = "directions";
}
