using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Repro.Core;

/// <summary>
/// Independent parts of one computation, side by side, each on one thread: operators and kernels inside a lane do not share
/// their own work out. For small models this beats threads inside every operator, which wait for one another a hundred times a pass.
/// The number of lanes is part of the computation; the number of threads only says how many run at a time, so that it changes no bit.
/// </summary>
internal static class Lanes
{
    private static readonly BlockingCollection<Action> Work = [];
    private static readonly Lock Gate = new();
    private static readonly unsafe delegate* unmanaged<int, void> SetBlasThreads = Find();
    private static int workers;

    [ThreadStatic]
    private static bool inside;

    /// <summary>Whether the calling thread runs a lane.</summary>
    public static bool Inside => inside;

    /// <summary>
    /// Runs work(0) to work(count - 1) and waits for all. The first lane's exception is thrown again. A single lane keeps all threads, unless its
    /// operators are so small that waking a second thread costs more than it does.
    /// </summary>
    public static void Run(int count, Action<int> work, bool tiny = false)
    {
        if ((count == 1 && !tiny) || inside)
        {
            for (var lane = 0; lane < count; lane++) work(lane);
            return;
        }

        lock (Gate)
        {
            var threads = get_num_threads();
            SetBlas(1);
            try
            {
                Start(Math.Min(count, Compute.Threads) - 1);
                set_num_threads(1);
                All(count, work);
            }
            finally
            {
                set_num_threads(threads);
                SetBlas(Compute.Threads);
            }
        }
    }

    private static void All(int count, Action<int> work)
    {
        var next = -1;
        var faults = new Exception?[count];
        var grads = is_grad_enabled();
        using var open = new CountdownEvent(Math.Min(count, Compute.Threads));
        for (var other = 1; other < open.InitialCount; other++) Work.Add(Turn);
        Turn();
        open.Wait();
        if (Array.Find(faults, fault => fault is not null) is { } first) ExceptionDispatchInfo.Throw(first);

        void Turn()
        {
            inside = true;
            using var mode = set_grad_enabled(grads);
            for (var lane = Interlocked.Increment(ref next); lane < count; lane = Interlocked.Increment(ref next))
            {
                try
                {
                    using var scope = NewDisposeScope();
                    work(lane);
                }
                catch (Exception fault)
                {
                    faults[lane] = fault;
                }
            }

            inside = false;
            open.Signal();
        }
    }

    /// <summary>Threads live as long as the process: libtorch keeps a setting for each, and starting one costs more than a small pass.</summary>
    private static void Start(int wanted)
    {
        for (; workers < wanted; workers++)
        {
            new Thread(Serve) { IsBackground = true, Name = "lane" }.Start();
        }
    }

    private static void Serve()
    {
        _ = get_num_threads(); // takes over the process's number, which is then replaced for this thread alone
        set_num_threads(1);
        foreach (var turn in Work.GetConsumingEnumerable()) turn();
    }

    private static unsafe void SetBlas(int threads)
    {
        if (SetBlasThreads is not null) SetBlasThreads(threads);
    }

    /// <summary>OpenBLAS keeps its own number of threads, and lets one caller at a time use them; null where it is not used.</summary>
    private static unsafe delegate* unmanaged<int, void> Find() =>
        NativeLibrary.TryLoad("libopenblas.so.0", out var library) && NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out var address)
            ? (delegate* unmanaged<int, void>)address
            : null;
}
