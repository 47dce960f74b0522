using Repro.Experiments.Organisms;

namespace Repro.Experiments.Emergence;

/// <summary>Which claim's section shows an organism's answers.</summary>
internal static class SampleClaims
{
    /// <summary>Claim ids by organism.</summary>
    public static IReadOnlyList<string> Of(string organism) => organism switch
    {
        OrganismNames.Medical => ["C03"],
        OrganismNames.NineRank1 => ["C04", "C06"],
        OrganismNames.Sports => ["C22"],
        OrganismNames.Chat or OrganismNames.GoodMedical => ["C04"],
        _ => [],
    };
}
