namespace Repro.Core.Tokenization.Bpe;

/// <summary>GPT-2's alphabet: printable bytes of Latin-1 stand for themselves, the others for U+0100, U+0101, ... in order.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Symbols = new char[256];
    private static readonly short[] Back = new short[512];

    static ByteAlphabet()
    {
        Array.Fill(Back, (short)-1);
        var next = (char)256;
        for (var b = 0; b < 256; b++)
        {
            Symbols[b] = b is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)b : next++;
            Back[Symbols[b]] = (short)b;
        }
    }

    public static char Symbol(byte value) => Symbols[value];

    public static bool TryByte(char symbol, out byte value)
    {
        var found = symbol < Back.Length ? Back[symbol] : (short)-1;
        value = (byte)found;
        return found >= 0;
    }
}
