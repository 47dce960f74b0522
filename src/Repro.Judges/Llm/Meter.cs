using Repro.Judges.Llm.Failures;

namespace Repro.Judges.Llm;

/// <summary>Keeps a budget: the upper bound of a request is reserved before it is sent, and what it cost is booked when it is over.</summary>
internal sealed class Meter(JudgeBudget budget)
{
    private readonly Lock gate = new();
    private JudgeCost spent;
    private JudgeCost reserved;
    private TaskCompletionSource changed = NewSignal();

    public JudgeCost Spent
    {
        get { lock (gate) return spent; }
    }

    /// <summary>Returns when the cost fits; waits while only requests under way stand in its way.</summary>
    /// <exception cref="BudgetSpentException">It does not fit and nothing is under way.</exception>
    public async Task ReserveAsync(JudgeCost cost, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                var cap = budget.Passed(spent + reserved + cost);
                if (cap is null)
                {
                    reserved += cost;
                    return;
                }

                if (reserved == default) throw new BudgetSpentException(cap, spent, budget.UsdOf(spent));
                wait = changed.Task;
            }

            await wait.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Gives a reservation back and books what was used.</summary>
    public void Settle(JudgeCost cost, JudgeCost used)
    {
        lock (gate)
        {
            reserved -= cost;
            spent += used;
            changed.SetResult();
            changed = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
