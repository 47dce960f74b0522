using Repro.Judges.Llm.Failures;
using Repro.Judges.Recorded;

namespace Repro.Judges.Llm;

/// <summary>
/// Makes calls side by side and records each reply as it comes. A call that fails to the end is set aside and the others go on, until as many
/// in a row failed as are made at once: then, or when a failure cannot pass, no call is begun any more and those under way are let finish.
/// </summary>
internal sealed class JudgeRound(CallSender sender, JudgementLog log, int concurrency)
{
    private readonly Lock gate = new();
    private int next;
    private int failedInARow;

    /// <summary>Why a call was not made: the first failure, one that cannot pass before one that may.</summary>
    public Exception? Cause { get; private set; }

    public async Task RunAsync(IReadOnlyList<JudgeCall> calls, CancellationToken stop)
    {
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(concurrency, calls.Count)).Select(_ => Task.Run(() => WorkAsync(calls, halt, stop), CancellationToken.None)));
        stop.ThrowIfCancellationRequested();
    }

    private async Task WorkAsync(IReadOnlyList<JudgeCall> calls, CancellationTokenSource halt, CancellationToken stop)
    {
        while (!halt.IsCancellationRequested && Interlocked.Increment(ref next) is var number && number <= calls.Count)
        {
            try
            {
                log.Add(await sender.SendAsync(calls[number - 1], halt.Token, stop));
                lock (gate) failedInARow = 0;
            }
            catch (OperationCanceledException) when (halt.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (Ends(failure)) await halt.CancelAsync();
            }
        }
    }

    private bool Ends(Exception failure)
    {
        lock (gate)
        {
            var mayPass = failure is TransientException;
            if (Cause is null || (Cause is TransientException && !mayPass)) Cause = failure;
            return !mayPass || ++failedInARow >= concurrency;
        }
    }
}
