using System.Buffers.Binary;
using System.Text;

namespace Repro.Faults.Tests.Hostile;

/// <summary>Safetensors files, put together by hand.</summary>
internal static class SafeTensorsBytes
{
    /// <summary>A file that keeps every rule: <paramref name="tensors"/> of 4 floats, one behind another.</summary>
    internal static byte[] Good(int tensors) => Of(Header(Enumerable.Range(0, tensors).Select(i => Row($"t{i}", "\"F32\"", "[2,2]", $"[{16 * i},{16 * (i + 1)}]"))), 16 * tensors);

    internal static string Row(string name, string type, string shape, string offsets) => $"\"{name}\":{{\"dtype\":{type},\"shape\":{shape},\"data_offsets\":{offsets}}}";

    internal static string Header(IEnumerable<string> rows) => $"{{{string.Join(',', rows)}}}";

    internal static byte[] Of(string header, int data) => Claiming((ulong)Encoding.UTF8.GetByteCount(header), header, data);

    internal static byte[] Claiming(ulong length, string header, int data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        text.CopyTo(bytes, 8);
        return bytes;
    }
}
