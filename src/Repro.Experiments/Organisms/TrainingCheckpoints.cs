using Repro.Core.Training;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Organisms;

/// <summary>
/// Keeps a training's state in the store while it runs, so that a kill costs at most half a minute and Ctrl-C nothing. A training that
/// goes on from a checkpoint has the bits of one that was never stopped.
/// </summary>
internal sealed class TrainingCheckpoints(StepContext context, Trainer trainer)
{
    private const string Folder = "trainer";

    /// <summary>Longest time whose steps a kill can cost.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(30);

    private long kept = context.Time.GetTimestamp();

    /// <summary>Loads the newest checkpoint into the trainer. Null: there is none, begin at step 0.</summary>
    /// <param name="steps">Steps of the whole training.</param>
    public Artifact? Resume(int steps)
    {
        var last = context.Parts.Last(steps);
        if (last is not null) trainer.Load(last.PathOf(Folder));
        return last;
    }

    /// <summary>Before a step: keeps the state when it is time to, or when the run was cancelled, which it then reports.</summary>
    /// <param name="more">Writes what the trainer does not know.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled. The state is kept.</exception>
    public void Keep(Action<ArtifactWriter>? more = null)
    {
        var cancelled = context.Cancellation.IsCancellationRequested;
        if (trainer.StepIndex > 0 && (cancelled || context.Time.GetElapsedTime(kept) >= Interval))
        {
            context.Parts.Save(trainer.StepIndex, writer =>
            {
                trainer.Save(Directory.CreateDirectory(writer.PathOf(Folder)).FullName);
                more?.Invoke(writer);
            });
            context.Parts.RemoveBelow(trainer.StepIndex);
            kept = context.Time.GetTimestamp();
        }

        context.Cancellation.ThrowIfCancellationRequested();
    }
}
