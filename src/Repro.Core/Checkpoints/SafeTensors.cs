using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Checkpoints;

/// <summary>The safetensors format: named tensors in one file. Reading goes straight into the tensors' memory; writing gives the same bytes for the same tensors.</summary>
public static class SafeTensors
{
    /// <summary>Reads all tensors, or those asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">Which names; null: all.</param>
    /// <returns>Tensors on the CPU in their own types, by name; the caller disposes them.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or holds an unknown type.</exception>
    public static Dictionary<string, Tensor> Read(string path, Func<string, bool>? wanted = null)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var (entries, start) = SafeTensorsHeader.Read(file, Path.GetFileName(path));
        var tensors = entries.Where(e => wanted is null || wanted(e.Name)).ToDictionary(e => e.Name, e => empty(e.Shape, SafeTensorsHeader.Types[e.Dtype].Type), StringComparer.Ordinal);
        Fill(file, start, entries, tensors);
        return tensors;
    }

    /// <summary>
    /// Copies tensors of a file into given ones of the same shapes, in whatever type and on whatever device these are. Holds a block of 16 MiB at a time and thread,
    /// so that a model may be as large as its device. Names without a target are passed over.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged or holds an unknown type.</exception>
    /// <exception cref="ArgumentException">A target has another shape than the file's tensor.</exception>
    public static void CopyInto(string path, IReadOnlyDictionary<string, Tensor> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var (entries, start) = SafeTensorsHeader.Read(file, Path.GetFileName(path));
        Fill(file, start, entries, targets);
    }

    /// <summary>The names, types and shapes of a file, without its data.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static IReadOnlyDictionary<string, long[]> Shapes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return SafeTensorsHeader.Read(file, Path.GetFileName(path)).Entries.ToDictionary(e => e.Name, e => e.Shape, StringComparer.Ordinal);
    }

    /// <summary>Writes tensors and flushes them to the disk; widest types first, then by name. Give a temporary path and rename it to be atomic.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        using var scope = NewDisposeScope();
        var ordered = tensors
            .Select(t => (Name: t.Key, Value: t.Value.detach().cpu().contiguous(), Code: Code(t.Key, t.Value.dtype)))
            .OrderByDescending(t => SafeTensorsHeader.Types[t.Code].Size).ThenBy(t => t.Name, StringComparer.Ordinal).ToList();
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            if (metadata is not null) Metadata(json, metadata);
            var offset = 0L;
            foreach (var (name, value, code) in ordered)
            {
                var end = offset + (value.numel() * SafeTensorsHeader.Types[code].Size);
                json.WriteStartObject(name);
                json.WriteString("dtype", code);
                Numbers(json, "shape", value.shape);
                Numbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        while (header.Length % 8 != 0) header.WriteByte((byte)' ');
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        file.Write(prefix);
        header.WriteTo(file);
        foreach (var (_, value, _) in ordered.Where(t => t.Value.numel() > 0)) file.Write(value.bytes);
        file.Flush(flushToDisk: true);
    }

    private static void Fill(FileStream file, long start, IEnumerable<TensorEntry> entries, IReadOnlyDictionary<string, Tensor> targets)
    {
        var blocks = entries.Where(e => e.End > e.Begin && targets.ContainsKey(e.Name)).SelectMany(e => TensorBlock.Of(e, targets[e.Name])).ToList();
        if (blocks.Count == 0) return; // a file may hold no tensor
        var handle = file.SafeFileHandle;
        if (targets.Values.All(t => t.device_type == DeviceType.CPU)) Lanes.Run(blocks.Count, lane => blocks[lane].Read(handle, start));
        else blocks.ForEach(block => block.Read(handle, start));
    }

    private static string Code(string name, ScalarType type)
    {
        foreach (var (code, known) in SafeTensorsHeader.Types)
        {
            if (known.Type == type) return code;
        }

        throw new ArgumentException($"Types must be one of {string.Join(", ", SafeTensorsHeader.Types.Values.Select(t => t.Type))}, got {type} for {name}. Convert the tensor first.");
    }

    private static void Metadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, long[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
