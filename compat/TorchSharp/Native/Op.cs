using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>
/// Calls any libtorch operator by its schema name, "add.Tensor" for aten::add's overload Tensor. Arguments go in the schema's
/// order; what is left out at the end gets the schema's default. The handle is looked up once a name: the table is keyed by
/// the literal's reference, which costs a few nanoseconds.
/// </summary>
internal static unsafe class Op
{
    /// <summary>Calls an operator that returns one tensor.</summary>
    public static torch.Tensor Call(string name, params ReadOnlySpan<Arg> args)
    {
        RawArg result;
        Invoke(name, args, &result, 1);
        return result.Tag == Tag.Tensor ? new torch.Tensor(result.Pointer) : throw Unexpected(name, result.Tag);
    }

    /// <summary>Calls an operator that changes its first argument in place, and returns that argument.</summary>
    public static torch.Tensor InPlace(string name, torch.Tensor self, params ReadOnlySpan<Arg> args)
    {
        RawArg result;
        Invoke(name, args, &result, 1);
        Shim.Release(result.Pointer);
        return self;
    }

    public static (torch.Tensor, torch.Tensor) Pair(string name, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc RawArg[2];
        Invoke(name, args, results, 2);
        return (new torch.Tensor(results[0].Pointer), new torch.Tensor(results[1].Pointer));
    }

    public static (torch.Tensor, torch.Tensor, torch.Tensor) Triple(string name, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc RawArg[3];
        Invoke(name, args, results, 3);
        return (new torch.Tensor(results[0].Pointer), new torch.Tensor(results[1].Pointer), new torch.Tensor(results[2].Pointer));
    }

    public static torch.Tensor[] List(string name, params ReadOnlySpan<Arg> args)
    {
        RawArg result;
        Invoke(name, args, &result, 1);
        var tensors = new torch.Tensor[result.Count];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new torch.Tensor(((nint*)result.Pointer)[i]);
        }

        Shim.Free(result.Pointer);
        return tensors;
    }

    public static bool Test(string name, params ReadOnlySpan<Arg> args)
    {
        RawArg result;
        Invoke(name, args, &result, 1);
        return result.Int != 0;
    }

    /// <summary>Calls an operator that returns a number, as it came.</summary>
    public static RawArg Number(string name, params ReadOnlySpan<Arg> args)
    {
        RawArg result;
        Invoke(name, args, &result, 1);
        return result;
    }

    /// <summary>Whether this libtorch has the operator.</summary>
    public static bool Exists(string name) => Table.Find(name) != 0;

    [SkipLocalsInit]
    private static void Invoke(string name, ReadOnlySpan<Arg> args, RawArg* results, int count)
    {
        var op = Table.Find(name);
        if (op == 0)
        {
            throw new NotSupportedException($"libtorch {Shim.Version} has no operator aten::{name}. Use a newer libtorch (LIBTORCH), or the TorchSharp package.");
        }

        var raw = stackalloc RawArg[args.Length];
        var words = 0;
        foreach (ref readonly var arg in args)
        {
            words += arg.Words;
        }

        if (words <= 256)
        {
            var scratch = stackalloc long[words];
            Send(op, args, raw, scratch, results, count, name);
        }
        else
        {
            fixed (long* scratch = new long[words])
            {
                Send(op, args, raw, scratch, results, count, name);
            }
        }
    }

    private static void Send(nint op, ReadOnlySpan<Arg> args, RawArg* raw, long* scratch, RawArg* results, int count, string name)
    {
        for (var i = 0; i < args.Length; i++)
        {
            scratch += args[i].Write(&raw[i], scratch);
        }

        var got = Shim.CallOperator(op, raw, args.Length, results, count);
        for (var i = 0; i < args.Length; i++)
        {
            GC.KeepAlive(args[i].Keep);
        }

        if (got != count)
        {
            throw got < 0 ? Shim.Failure() : new InvalidOperationException($"aten::{name} returned {got} values, expected {count}.");
        }
    }

    private static InvalidOperationException Unexpected(string name, Tag tag) => new($"aten::{name} returned {tag}, expected a tensor.");

    /// <summary>Operator handles by the reference of their name. Readers never lock; a writer publishes a whole new table.</summary>
    private static class Table
    {
        private static readonly Lock Gate = new();
        private static (string? Name, nint Handle)[] slots = new (string?, nint)[1024];
        private static int used;

        public static nint Find(string name)
        {
            var table = Volatile.Read(ref slots);
            for (var i = RuntimeHelpers.GetHashCode(name) & (table.Length - 1); ; i = (i + 1) & (table.Length - 1))
            {
                ref var slot = ref table[i];
                if (ReferenceEquals(slot.Name, name))
                {
                    return slot.Handle;
                }

                if (slot.Name is null)
                {
                    return Add(name);
                }
            }
        }

        private static nint Add(string name)
        {
            Loader.Ensure();
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var handle = Shim.FindOperator("aten::" + (dot < 0 ? name : name[..dot]), dot < 0 ? "" : name[(dot + 1)..]);
            lock (Gate)
            {
                var old = slots;
                var table = new (string? Name, nint Handle)[2 * ++used > old.Length ? 2 * old.Length : old.Length];
                foreach (var slot in old)
                {
                    if (slot.Name is not null)
                    {
                        Put(table, slot.Name, slot.Handle);
                    }
                }

                Put(table, name, handle);
                Volatile.Write(ref slots, table);
            }

            return handle;
        }

        private static void Put((string? Name, nint Handle)[] table, string name, nint handle)
        {
            var i = RuntimeHelpers.GetHashCode(name) & (table.Length - 1);
            while (table[i].Name is not null && !ReferenceEquals(table[i].Name, name))
            {
                i = (i + 1) & (table.Length - 1);
            }

            table[i] = (name, handle);
        }
    }
}
