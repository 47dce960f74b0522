using System.Text.Json;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Parity;

/// <summary>A padded batch of inputs.json.</summary>
public sealed record ReferenceBatch(string Name, long[][] Ids, long[][] Mask, long[][] Labels)
{
    /// <summary>True where a real token is, batch x time.</summary>
    public bool[] Real => [.. Mask.SelectMany(row => row).Select(m => m != 0)];

    public static IReadOnlyList<ReferenceBatch> Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. new[] { "full", "left_padded" }.Select(name =>
        {
            var batch = json.RootElement.GetProperty(name);
            return new ReferenceBatch(name, Matrix(batch, "input_ids"), Matrix(batch, "attention_mask"), Matrix(batch, "labels"));
        })];
    }

    public BatchTensors ToTensors() => new(Make(Ids), Make(Mask), Make(Labels));

    internal static long[][] Matrix(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(n => n.GetInt64()).ToArray())];

    private static Tensor Make(long[][] rows) => tensor([.. rows.SelectMany(r => r)], [rows.Length, rows[0].Length], device: Compute.DefaultDevice);
}
