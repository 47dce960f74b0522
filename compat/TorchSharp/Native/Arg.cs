using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What an argument is; the numbers are the shim's.</summary>
internal enum Tag
{
    Default = 0, None, Tensor, Int, Double, Bool, IntList, TensorList, OptionalTensorList,
    Device, String, DoubleList, Generator, BoolList, Count,
}

/// <summary>One argument or result as the shim sees it: 16 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct RawArg
{
    [FieldOffset(0)] public Tag Tag;
    [FieldOffset(4)] public int Count;
    [FieldOffset(8)] public long Int;
    [FieldOffset(8)] public double Double;
    [FieldOffset(8)] public nint Pointer;
}

/// <summary>One argument on its way to an operator, with the managed object that must outlive the call.</summary>
internal readonly struct Arg
{
    public readonly object? Keep;
    public readonly long Bits;
    public readonly Tag Tag;

    public Arg(Tag tag, long bits = 0, object? keep = null) => (Tag, Bits, Keep) = (tag, bits, keep);

    public static Arg None => new(Tag.None);

    /// <summary>The value that the operator's schema gives this argument.</summary>
    public static Arg Default => default;

    public static implicit operator Arg(torch.Tensor? t) => t is null ? None : new(Tag.Tensor, t.Handle, t);

    public static implicit operator Arg(long value) => new(Tag.Int, value);

    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);

    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(long? value) => value is { } v ? new(Tag.Int, v) : None;

    public static implicit operator Arg(double? value) => value is { } v ? v : None;

    public static implicit operator Arg(Scalar? s) => s is null ? None : new(s.IsFloat ? Tag.Double : s.Type == torch.ScalarType.Bool ? Tag.Bool : Tag.Int, s.Bits);

    public static implicit operator Arg(torch.ScalarType type) => new(Tag.Int, (long)type);

    public static implicit operator Arg(torch.ScalarType? type) => type is { } t ? new(Tag.Int, (long)t) : None;

    public static implicit operator Arg(torch.Device? device) => device is null ? None : new(Tag.Device, device.Packed);

    public static implicit operator Arg(torch.Generator? g) => g is null ? None : new(Tag.Generator, g.Handle, g);

    public static implicit operator Arg(long[]? values) => values is null ? None : new(Tag.IntList, 0, values);

    public static implicit operator Arg(string? text) => text is null ? None : new(Tag.String, 0, text);

    public static implicit operator Arg(torch.Tensor[] tensors) => new(Tag.TensorList, 0, tensors);

    /// <summary>A list in which null means "not given" (indices).</summary>
    public static Arg Optional(torch.Tensor?[] tensors) => new(Tag.OptionalTensorList, 0, tensors);

    /// <summary>8-byte words of the scratch buffer that this argument's list needs.</summary>
    public int Words => Tag switch
    {
        Tag.IntList => Unsafe.As<long[]>(Keep!).Length,
        Tag.TensorList or Tag.OptionalTensorList => Unsafe.As<torch.Tensor?[]>(Keep!).Length,
        Tag.String => (System.Text.Encoding.UTF8.GetByteCount((string)Keep!) + 7) / 8,
        _ => 0,
    };

    /// <summary>Writes the argument for the shim; a list's items go to <paramref name="scratch"/>. Returns the words used.</summary>
    public unsafe int Write(RawArg* raw, long* scratch)
    {
        raw->Tag = Tag;
        raw->Count = 0;
        raw->Int = Bits;
        switch (Tag)
        {
            case Tag.IntList:
                var values = Unsafe.As<long[]>(Keep!);
                values.CopyTo(new Span<long>(scratch, values.Length));
                raw->Count = values.Length;
                raw->Pointer = (nint)scratch;
                return values.Length;
            case Tag.TensorList:
            case Tag.OptionalTensorList:
                var tensors = Unsafe.As<torch.Tensor?[]>(Keep!);
                for (var i = 0; i < tensors.Length; i++)
                {
                    if (tensors[i] is null && Tag == Tag.TensorList)
                    {
                        throw new ArgumentNullException($"tensors[{i}]");
                    }

                    scratch[i] = tensors[i]?.Handle ?? 0;
                }

                raw->Count = tensors.Length;
                raw->Pointer = (nint)scratch;
                return tensors.Length;
            case Tag.String:
                var text = (string)Keep!;
                raw->Count = System.Text.Encoding.UTF8.GetBytes(text, new Span<byte>(scratch, 8 * Words));
                raw->Pointer = (nint)scratch;
                return (raw->Count + 7) / 8;
            default:
                return 0;
        }
    }
}
