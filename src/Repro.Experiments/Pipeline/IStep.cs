namespace Repro.Experiments.Pipeline;

/// <summary>One step of the walk of the data: what it is, what it depends on. Its result is named by the hash of both.</summary>
public interface IStep
{
    /// <summary>Kind of step, such as <c>train-organism</c>.</summary>
    string Stage { get; }

    /// <summary>Raised when the step's code changes what it computes: older results are then not reused.</summary>
    int Version { get; }

    /// <summary>What a person reads while it runs.</summary>
    string Label { get; }

    /// <summary>Number that <c>Progress.Step</c> reaches, or null where it is not known before.</summary>
    long? Total { get; }

    /// <summary>Everything beside the inputs that the result depends on. Serialised canonically into the step's key.</summary>
    object Spec { get; }

    /// <summary>Steps whose results this one reads.</summary>
    IReadOnlyList<IStep> Inputs { get; }
}
