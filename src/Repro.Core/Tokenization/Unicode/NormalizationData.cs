using System.Globalization;

namespace Repro.Core.Tokenization.Unicode;

/// <summary>Decompositions, compositions and combining classes, read once from the table beside this file.</summary>
internal static class NormalizationData
{
    private static readonly Dictionary<int, int[]> Parts = [];
    private static readonly Dictionary<(int First, int Second), int> Wholes = [];
    private static readonly Dictionary<int, byte> Classes = [];
    private static readonly HashSet<int> Changing = [];
    private static readonly bool[] ChangingBasic = new bool[0x10000];

    static NormalizationData()
    {
        using var reader = new StreamReader(typeof(NormalizationData).Assembly.GetManifestResourceStream("normalization.txt")!);
        Action<string, string>? entry = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            if (!line.Contains('=', StringComparison.Ordinal)) entry = line switch { "composed" => Composed, "replaced" => Replaced, _ => Mark };
            else foreach (var pair in line.Split(' ')) entry!(pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }

        for (var vowel = 0x1161; vowel <= 0x1175; vowel++) Changing.Add(vowel); // Hangul composes by rule
        for (var tail = 0x11A8; tail <= 0x11C2; tail++) Changing.Add(tail);
        foreach (var code in Changing.Where(c => c < 0x10000)) ChangingBasic[code] = true;
    }

    /// <summary>Whether a character can change: it is replaced, has a combining class, or is the second of a composition.</summary>
    public static bool Unstable(int code) => code < 0x10000 ? ChangingBasic[code] : Changing.Contains(code);

    /// <summary>What a character decomposes to, one step; null where it does not.</summary>
    public static int[]? Decomposition(int code) => Parts.GetValueOrDefault(code);

    /// <summary>What two characters compose to; 0 where they do not.</summary>
    public static int Composite(int first, int second) => Wholes.GetValueOrDefault((first, second));

    /// <summary>The rank of a character's combining class; 0 for a starter.</summary>
    public static int Class(int code) => code < 0x300 ? 0 : Classes.GetValueOrDefault(code);

    private static void Composed(string code, string parts)
    {
        var pair = Codes(parts, '+');
        Parts[Code(code)] = pair;
        Wholes[(pair[0], pair[1])] = Code(code);
        Changing.Add(pair[1]);
    }

    private static void Replaced(string code, string parts)
    {
        Parts[Code(code)] = Codes(parts, '+');
        Changing.Add(Code(code));
    }

    private static void Mark(string range, string rank)
    {
        var ends = Codes(range, '-');
        for (var code = ends[0]; code <= ends[1]; code++)
        {
            Classes[code] = byte.Parse(rank, CultureInfo.InvariantCulture);
            Changing.Add(code);
        }
    }

    private static int[] Codes(string text, char between) => [.. text.Split(between).Select(Code)];

    private static int Code(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
