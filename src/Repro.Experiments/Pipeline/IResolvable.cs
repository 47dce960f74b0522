namespace Repro.Experiments.Pipeline;

/// <summary>Lets the runner resolve a step whose result type it does not know.</summary>
internal interface IResolvable
{
    /// <summary>Resolves this step with the runner.</summary>
    void ResolveWith(StepRunner runner);
}
