using Microsoft.Win32.SafeHandles;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Checkpoints;

/// <summary>Some rows of a stored tensor on their way into another tensor.</summary>
internal sealed record TensorBlock(TensorEntry Entry, Tensor Target, long FirstRow, long Rows, long RowBytes)
{
    private const long Largest = 16 << 20;
    private const long Converted = 1 << 20; // stays in the cache of one core between the file and the target

    /// <summary>The blocks of a tensor, each of whole rows and about 16 MiB at most, 1 MiB where the CPU converts it.</summary>
    /// <exception cref="ArgumentException">The target has another shape.</exception>
    public static IEnumerable<TensorBlock> Of(TensorEntry entry, Tensor target)
    {
        if (!target.shape.AsSpan().SequenceEqual(entry.Shape))
            throw new ArgumentException($"A target must have the shape of the file's tensor, [{string.Join(", ", entry.Shape)}], got [{string.Join(", ", target.shape)}] for {entry.Name}. Make the target from the file's shapes.");
        var rows = entry.Shape.Length == 0 ? 1 : entry.Shape[0];
        var width = (entry.End - entry.Begin) / rows;
        var direct = target.device_type != DeviceType.CPU || target.dtype == SafeTensorsHeader.Types[entry.Dtype].Type;
        var many = Math.Max(1, (direct ? Largest : Converted) / width);
        for (var row = 0L; row < rows; row += many) yield return new TensorBlock(entry, target, row, Math.Min(many, rows - row), width);
    }

    /// <summary>
    /// Reads the rows from a file whose data begin at <paramref name="start"/>: straight into the target's memory where it has the file's type, over a block of
    /// memory where it must be converted or lies on another device.
    /// </summary>
    public void Read(SafeFileHandle file, long start)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var from = start + Entry.Begin + (FirstRow * RowBytes);
        var rows = Entry.Shape.Length == 0 ? Target.view(1) : Target.narrow(0, FirstRow, Rows);
        var type = SafeTensorsHeader.Types[Entry.Dtype].Type;
        if (rows.dtype == type && rows.device_type == DeviceType.CPU && rows.is_contiguous())
        {
            Fill(file, rows.bytes, from);
            return;
        }

        var block = empty(rows.shape, type);
        Fill(file, block.bytes, from);
        rows.copy_(block);
    }

    private void Fill(SafeFileHandle file, Span<byte> bytes, long from)
    {
        while (bytes.Length > 0)
        {
            var count = RandomAccess.Read(file, bytes, from);
            if (count == 0) throw new InvalidDataException($"A checkpoint must not change while it is read, got the end of the file at byte {from}, within {Entry.Name}. Load it again.");
            bytes = bytes[count..];
            from += count;
        }
    }
}
