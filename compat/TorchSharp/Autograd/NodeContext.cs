using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Autograd;

/// <summary>What a graph node written in C# is to the shim: a handle to the context that runs its backward.</summary>
internal abstract unsafe class NodeContext
{
    /// <summary>Runs backward. Gets owned gradients (null: undefined), gives owned results.</summary>
    internal abstract IReadOnlyList<Tensor?> Run(Tensor?[] grads);

    /// <summary>The native node is gone, and with it the saved tensors.</summary>
    internal abstract void Released();

    [UnmanagedCallersOnly]
    internal static int OnBackward(nint context, nint* grads, int count, nint* results, int resultCount)
    {
        try
        {
            using var scope = NewDisposeScope();
            var received = new Tensor?[count];
            for (var i = 0; i < count; i++)
            {
                received[i] = grads[i] == 0 ? null : new Tensor(grads[i]);
            }

            var node = (NodeContext)GCHandle.FromIntPtr(context).Target!;
            var given = node.Run(received);
            for (var i = 0; i < resultCount; i++)
            {
                results[i] = given[i] is { } t ? Shim.Retain(t.Handle) : 0;
                GC.KeepAlive(given[i]);
            }

            return 0;
        }
#pragma warning disable CA1031 // Nothing may cross native frames: the exception is thrown again on the other side.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Shim.Postpone(e);
            return 1;
        }
    }
}
