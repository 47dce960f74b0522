using Repro.Claims;

namespace Repro.Report.Text;

/// <summary>How the measured numbers stand to the recorded ones, in words.</summary>
internal static class ReproductionText
{
    public static string Word(Reproduction reproduction) => reproduction switch
    {
        Reproduction.Bitwise => "Bitwise",
        Reproduction.WithinTolerance => "Within tolerance",
        Reproduction.StatisticallyConsistent => "Consistent",
        Reproduction.Drifted => "Drifted",
        _ => "No reference",
    };

    public static string Meaning(Reproduction reproduction) => reproduction switch
    {
        Reproduction.Bitwise => "Every recorded number came out again, bit for bit.",
        Reproduction.WithinTolerance => "Every number lies within the recorded result's own tolerance.",
        Reproduction.StatisticallyConsistent => "Outside the tolerance, but the two intervals overlap.",
        Reproduction.Drifted => "The intervals do not overlap: machine, library or code moved the result.",
        _ => "No earlier result is recorded for this claim and tier.",
    };
}
