using System.Text;
using Repro.Core.Tokenization.Files;

namespace Repro.Core.Tokenization.Bpe;

/// <summary>Tokens by id: name, bytes, whether special.</summary>
internal sealed class TokenTable
{
    private readonly string[] names;
    private readonly byte[] bytes;
    private readonly int[] starts;
    private readonly bool[] special;
    private readonly IReadOnlyDictionary<string, int> ids;

    public TokenTable(TokenizerFile file)
    {
        names = [.. file.Tokens];
        ids = file.Ids;
        special = new bool[names.Length];
        foreach (var token in file.Added) special[token.Id] = token.Special;
        starts = new int[names.Length + 1];
        using var all = new MemoryStream();
        for (var id = 0; id < names.Length; id++)
        {
            all.Write(BytesOf(names[id]));
            starts[id + 1] = (int)all.Length;
        }

        bytes = all.ToArray();
    }

    public int Count => names.Length;

    public string? Name(int id) => Has(id) ? names[id] : null;

    public int? Id(string name) => ids.TryGetValue(name, out var id) ? id : null;

    public bool IsSpecial(int id) => Has(id) && special[id];

    /// <summary>Nothing for an id without a token, as Hugging Face has it.</summary>
    public ReadOnlySpan<byte> Bytes(int id, bool skipSpecial) =>
        !Has(id) || (skipSpecial && special[id]) ? [] : bytes.AsSpan(starts[id], starts[id + 1] - starts[id]);

    private bool Has(int id) => (uint)id < (uint)names.Length;

    /// <summary>Names all of whose characters stand for bytes are those bytes, added ones too; other names are text.</summary>
    private static byte[] BytesOf(string name)
    {
        var result = new byte[name.Length];
        for (var i = 0; i < name.Length; i++)
        {
            if (!ByteAlphabet.TryByte(name[i], out result[i])) return Encoding.UTF8.GetBytes(name);
        }

        return result;
    }
}
