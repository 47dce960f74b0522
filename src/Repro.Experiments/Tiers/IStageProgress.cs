namespace Repro.Experiments.Tiers;

/// <summary>What a person sees while a tier runs. One stage at a time.</summary>
public interface IStageProgress
{
    /// <summary>Begins a stage of <paramref name="total"/> steps (null where unknown); disposing ends it.</summary>
    IDisposable Stage(string label, long? total);

    /// <summary>Steps done so far in the stage, and the latest loss where one is trained.</summary>
    void Step(long done, double? loss = null);

    /// <summary>One line worth keeping on the screen.</summary>
    void Note(string line);
}
