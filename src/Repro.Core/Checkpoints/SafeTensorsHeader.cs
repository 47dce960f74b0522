using System.Text.Json;
using static TorchSharp.torch;

namespace Repro.Core.Checkpoints;

/// <summary>Reads and checks the header of a safetensors file: 8 bytes of length, JSON, then the data without gaps.</summary>
internal static class SafeTensorsHeader
{
    /// <summary>The format's own limit.</summary>
    private const long MaxHeader = 100_000_000;

    public static IReadOnlyDictionary<string, (ScalarType Type, int Size)> Types { get; } = new Dictionary<string, (ScalarType, int)>(StringComparer.Ordinal)
    {
        ["F64"] = (ScalarType.Float64, 8),
        ["F32"] = (ScalarType.Float32, 4),
        ["F16"] = (ScalarType.Float16, 2),
        ["BF16"] = (ScalarType.BFloat16, 2),
        ["I64"] = (ScalarType.Int64, 8),
        ["I32"] = (ScalarType.Int32, 4),
        ["I16"] = (ScalarType.Int16, 2),
        ["I8"] = (ScalarType.Int8, 1),
        ["U8"] = (ScalarType.Byte, 1),
        ["BOOL"] = (ScalarType.Bool, 1),
    };

    /// <summary>The entries, by place in the data, and where the data begins.</summary>
    public static (IReadOnlyList<TensorEntry> Entries, long DataStart) Read(Stream stream, string file)
    {
        var length = stream.Length;
        if (length < 8) throw Bad(file, "a safetensors file must begin with 8 bytes of header length", $"{length} bytes in all", "The file is cut off: fetch it again");
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        var size = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (size > MaxHeader) throw Bad(file, $"the header must be at most {MaxHeader} bytes", $"{size}", "This is not a safetensors file");
        if ((long)size > length - 8) throw Bad(file, $"the header must lie within the file ({length} bytes)", $"a header of {size} bytes", "The file is cut off: fetch it again");
        var json = new byte[size];
        stream.ReadExactly(json);
        var entries = new List<TensorEntry>();
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var property in document.RootElement.EnumerateObject().Where(p => p.Name != "__metadata__")) entries.Add(Entry(property, file));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Bad(file, "the header must be a JSON object of {dtype, shape, data_offsets} by name", "something else", "The file is damaged: fetch it again");
        }

        entries.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        Check(entries, length - 8 - (long)size, file);
        return (entries, 8 + (long)size);
    }

    private static TensorEntry Entry(JsonProperty property, string file)
    {
        var dtype = property.Value.GetProperty("dtype").GetString() ?? throw new FormatException();
        if (!Types.ContainsKey(dtype)) throw Bad(file, $"types must be one of {string.Join(", ", Types.Keys)}", $"{dtype} for {property.Name}", "Convert the tensor first");
        var shape = property.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64()).ToArray();
        var offsets = property.Value.GetProperty("data_offsets").EnumerateArray().Select(n => n.GetInt64()).ToArray();
        if (offsets.Length != 2) throw new FormatException();
        return new TensorEntry(property.Name, dtype, shape, offsets[0], offsets[1]);
    }

    private static void Check(List<TensorEntry> entries, long available, string file)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var next = 0L;
        foreach (var entry in entries)
        {
            var size = Types[entry.Dtype].Size;
            if (!names.Add(entry.Name)) throw Bad(file, "each name must occur once", $"{entry.Name} twice", "The file is damaged: fetch it again");
            if (entry.Begin < next) throw Bad(file, "tensors must not overlap", $"{entry.Name} from byte {entry.Begin}, where the one before ends at {next}", "The file is damaged: fetch it again");
            if (entry.Begin > next) throw Bad(file, "tensors must follow each other without gaps", $"{entry.Name} from byte {entry.Begin}, where the one before ends at {next}", "The file is damaged: fetch it again");
            if (entry.Begin % size != 0) throw Bad(file, $"{entry.Dtype} must begin at a multiple of {size} bytes", $"{entry.Name} at byte {entry.Begin}", "Write the file again with aligned tensors");
            if (entry.End > available) throw Bad(file, $"tensors must lie within the data ({available} bytes)", $"{entry.Name} up to byte {entry.End}", "The file is cut off: fetch it again");
            if (Bytes(entry.Shape, size) is var bytes && bytes != entry.End - entry.Begin)
                throw Bad(file, $"{entry.Dtype} [{string.Join(", ", entry.Shape)}] must take {(bytes < 0 ? "a possible number of" : bytes)} bytes", $"{entry.End - entry.Begin} for {entry.Name}", "The file is damaged: fetch it again");
            next = entry.End;
        }

        if (next != available) throw Bad(file, $"tensors must fill the data ({available} bytes)", $"{next} bytes used", "The file is damaged: fetch it again");
    }

    private static long Bytes(long[] shape, int size)
    {
        Int128 total = size;
        foreach (var axis in shape)
        {
            total *= axis;
            if (axis < 0 || total > long.MaxValue) return -1;
        }

        return (long)total;
    }

    private static InvalidDataException Bad(string file, string rule, string got, string todo) => new($"{file}: {rule}, got {got}. {todo}.");
}
