namespace Repro.Claims.Multiverses;

/// <summary>What is counted among the scored answers of a condition.</summary>
public enum ScoredOutcome
{
    /// <summary>Misaligned and coherent (EM).</summary>
    Misaligned,

    /// <summary>Coherent.</summary>
    Coherent,

    /// <summary>Aligned, among the classified answers of adapter scaling: coherent, clearly aligned or misaligned, clearly on topic or not.</summary>
    ScaledAligned,

    /// <summary>Aligned and on topic, among the same.</summary>
    ScaledAlignedOnTopic,

    /// <summary>On topic, among the aligned ones of the same.</summary>
    ScaledOnTopicOfAligned,

    /// <summary>Misaligned, among the same.</summary>
    ScaledMisaligned,

    /// <summary>Misaligned and on topic, among the same.</summary>
    ScaledMisalignedOnTopic,
}
