using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Repro.Evidence.Bundles;

/// <summary>
/// Reads a safetensors file without a tensor library: 8 bytes of header length, JSON, data. Trusts nothing: the header is bounded, tensors must follow each other
/// without gap or overlap and have the bytes that their shapes ask for.
/// </summary>
public sealed class SafeTensorsFile
{
    private const long MaxHeader = 100_000_000; // the format's own
    private const long MaxTensor = 1L << 31;

    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["F64"] = 8, ["I64"] = 8, ["U64"] = 8, ["F32"] = 4, ["I32"] = 4, ["U32"] = 4, ["F16"] = 2, ["BF16"] = 2, ["I16"] = 2, ["U16"] = 2, ["I8"] = 1, ["U8"] = 1, ["BOOL"] = 1,
    };

    private readonly Dictionary<string, (Tensor Tensor, byte[] Data)> tensors = new(StringComparer.Ordinal);

    private SafeTensorsFile() { }

    /// <summary>Type and shape of a tensor.</summary>
    /// <param name="Type">Such as F32.</param>
    /// <param name="Shape">Sizes of its axes.</param>
    public sealed record Tensor(string Type, IReadOnlyList<long> Shape);

    private sealed record Row(string Name, Tensor Tensor, long Begin, long End);

    /// <summary>Reads a whole file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="InvalidDataException">A rule of the format is broken.</exception>
    public static SafeTensorsFile Read(Stream stream, string name)
    {
        var read = new SafeTensorsFile();
        var rows = Header(stream, name);
        foreach (var row in rows)
        {
            if (row.End - row.Begin > MaxTensor) throw Bad(name, $"a tensor has at most {MaxTensor} bytes here", $"{row.End - row.Begin} for {row.Name}");
            var data = new byte[row.End - row.Begin];
            if (stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) < data.Length) throw Bad(name, "the data must hold every tensor", $"an end within {row.Name}");
            read.tensors.Add(row.Name, (row.Tensor, data));
        }

        if (stream.ReadByte() >= 0) throw Bad(name, "the data must end with the last tensor", "more bytes");
        return read;
    }

    /// <summary>Types and shapes alone, of a file or of its header.</summary>
    /// <exception cref="InvalidDataException">A rule of the format is broken.</exception>
    public static IReadOnlyDictionary<string, Tensor> Shapes(Stream stream, string name) => Header(stream, name).ToDictionary(r => r.Name, r => r.Tensor, StringComparer.Ordinal);

    /// <summary>Sizes of a tensor's axes.</summary>
    /// <exception cref="InvalidDataException">There is no such tensor.</exception>
    public IReadOnlyList<long> ShapeOf(string tensor) => Get(tensor).Tensor.Shape;

    /// <summary>The numbers of an F32 tensor.</summary>
    /// <exception cref="InvalidDataException">There is no such tensor, or it is of another type.</exception>
    public float[] Floats(string tensor) => Numbers<float>(tensor, "F32");

    /// <summary>The numbers of an I32 tensor.</summary>
    /// <exception cref="InvalidDataException">There is no such tensor, or it is of another type.</exception>
    public int[] Integers(string tensor) => Numbers<int>(tensor, "I32");

    /// <summary>The bytes of a file's header, length first.</summary>
    internal static byte[] HeaderOf(string path)
    {
        using var stream = File.OpenRead(path);
        var prefix = new byte[8];
        stream.ReadExactly(prefix);
        var size = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (size is < 0 or > MaxHeader || size > stream.Length - 8) throw Bad(Path.GetFileName(path), $"the header must be at most {MaxHeader} bytes, within the file", $"{size}");
        var bytes = new byte[8 + size];
        prefix.CopyTo(bytes, 0);
        stream.ReadExactly(bytes.AsSpan(8));
        return bytes;
    }

    private static List<Row> Header(Stream stream, string name)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8) throw Bad(name, "a file must begin with 8 bytes of header length", "fewer");
        var size = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (size is < 0 or > MaxHeader) throw Bad(name, $"the header must be at most {MaxHeader} bytes", $"{size}");
        using var json = new MemoryStream();
        var buffer = new byte[1 << 16]; // a claimed length alone takes no memory
        for (var left = size; left > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0) throw Bad(name, $"the header must have its {size} bytes", $"{size - left}");
            json.Write(buffer, 0, read);
            left -= read;
        }

        var rows = Parse(json, name);
        rows.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        Check(rows, name);
        return rows;
    }

    private static List<Row> Parse(MemoryStream json, string name)
    {
        try
        {
            json.Position = 0;
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            return [.. document.RootElement.EnumerateObject().Where(p => p.Name != "__metadata__").Select(p => new Row(
                p.Name,
                new Tensor(p.Value.GetProperty("dtype").GetString() ?? throw new FormatException(), [.. p.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64())]),
                Offset(p.Value, 0),
                Offset(p.Value, 1)))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            throw Bad(name, "the header must be a JSON object of {dtype, shape, data_offsets} by name", "something else");
        }
    }

    private static long Offset(JsonElement tensor, int which)
    {
        var offsets = tensor.GetProperty("data_offsets");
        return offsets.GetArrayLength() == 2 ? offsets[which].GetInt64() : throw new FormatException();
    }

    private static void Check(List<Row> rows, string name)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var next = 0L;
        foreach (var row in rows)
        {
            if (!Sizes.TryGetValue(row.Tensor.Type, out var size)) throw Bad(name, $"types must be one of {string.Join(", ", Sizes.Keys)}", $"{row.Tensor.Type} for {row.Name}");
            if (!names.Add(row.Name)) throw Bad(name, "each name must occur once", $"{row.Name} twice");
            if (row.Begin < next) throw Bad(name, "tensors must not overlap", $"{row.Name} from byte {row.Begin}, where the one before ends at {next}");
            if (row.Begin > next) throw Bad(name, "tensors must follow each other without gaps", $"{row.Name} from byte {row.Begin}, where the one before ends at {next}");
            var bytes = row.Tensor.Shape.Aggregate((Int128)size, (total, axis) => axis < 0 || total > long.MaxValue ? (Int128)long.MaxValue + 1 : total * axis);
            if (bytes != row.End - row.Begin) throw Bad(name, $"{row.Tensor.Type} [{string.Join(", ", row.Tensor.Shape)}] must have the bytes of its shape", $"{row.End - row.Begin} for {row.Name}");
            next = row.End;
        }
    }

    private T[] Numbers<T>(string tensor, string type)
        where T : struct
    {
        var (found, data) = Get(tensor);
        if (found.Type != type) throw new InvalidDataException($"The tensor '{tensor}' must be of type {type}, got {found.Type}. Take the file from where it was made.");
        return MemoryMarshal.Cast<byte, T>(data).ToArray();
    }

    private (Tensor Tensor, byte[] Data) Get(string tensor) => tensors.TryGetValue(tensor, out var found)
        ? found
        : throw new InvalidDataException($"The file must hold a tensor '{tensor}'; it has {(tensors.Count == 0 ? "none" : string.Join(", ", tensors.Keys))}. Take it from where it was made.");

    private static InvalidDataException Bad(string file, string rule, string got) => new($"{file}: {rule}, got {got}. The file is damaged: take it from where it was made.");
}
