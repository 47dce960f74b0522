using static TorchSharp.torch;

namespace Repro.Core.Checkpoints;

/// <summary>Some rows of a stored tensor on their way into another tensor.</summary>
internal sealed record TensorBlock(TensorEntry Entry, Tensor Target, long FirstRow, long Rows, long RowBytes)
{
    private const long Bytes = 16 << 20;

    /// <summary>The blocks of a tensor, each of whole rows and about 16 MiB at most.</summary>
    /// <exception cref="ArgumentException">The target has another shape.</exception>
    public static IEnumerable<TensorBlock> Of(TensorEntry entry, Tensor target)
    {
        if (!target.shape.AsSpan().SequenceEqual(entry.Shape))
            throw new ArgumentException($"A target must have the shape of the file's tensor, [{string.Join(", ", entry.Shape)}], got [{string.Join(", ", target.shape)}] for {entry.Name}. Make the target from the file's shapes.");
        var rows = entry.Shape.Length == 0 ? 1 : entry.Shape[0];
        var width = (entry.End - entry.Begin) / rows;
        var many = Math.Max(1, Bytes / width);
        for (var row = 0L; row < rows; row += many) yield return new TensorBlock(entry, target, row, Math.Min(many, rows - row), width);
    }

    /// <summary>Copies from the mapped data, converting where the types differ.</summary>
    public unsafe void Copy(nint data)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var source = new ReadOnlySpan<byte>((byte*)data + Entry.Begin + (FirstRow * RowBytes), checked((int)(Rows * RowBytes)));
        var rows = Entry.Shape.Length == 0 ? Target.view(1) : Target.narrow(0, FirstRow, Rows);
        var type = SafeTensorsHeader.Types[Entry.Dtype].Type;
        if (rows.dtype == type && rows.device_type == TorchSharp.DeviceType.CPU && rows.is_contiguous())
        {
            source.CopyTo(rows.bytes);
            return;
        }

        var block = empty(rows.shape, type);
        source.CopyTo(block.bytes);
        rows.copy_(block);
    }
}
