using System.Globalization;
using System.Text;

namespace Repro.Core.Tokenization.Splitting;

/// <summary>A text with one char a character: those beyond the basic plane have a stand-in of their category.</summary>
internal sealed class Shadow
{
    /// <summary>By <see cref="UnicodeCategory"/>: Lu, Ll, Lt, Lm, Lo, Mn, Mc, Me, Nd, Nl, No, Zs, Zl, Zp, Cc, Cf, Cs, Co, Pc, Pd, Ps, Pe, Pi, Pf, Po, Sm, Sc, Sk, So, Cn.</summary>
    public const string StandIns =
        "\u0416\u0436\u01C5\u02B0\u5B57\u0332\u0903\u20DD\u0665\u2167\u00BD\u3000\u2028\u2029\u0085\u200D\uFFFD\uE000\u203F\u2014\u300C\u300D\u00AB\u00BB\u3002\u2211\u20AC\u00A8\u2603\u0378";

    private readonly List<int>? places;

    public Shadow(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            Text = text.ToString();
            return;
        }

        places = new List<int>(text.Length + 1);
        var shadow = new StringBuilder(text.Length);
        var at = 0;
        foreach (var rune in text.EnumerateRunes()) // half a surrogate pair comes as U+FFFD
        {
            places.Add(at);
            shadow.Append(rune.IsBmp ? (char)rune.Value : StandIns[(int)Rune.GetUnicodeCategory(rune)]);
            at += rune.Utf16SequenceLength;
        }

        places.Add(at);
        Text = shadow.ToString();
    }

    public string Text { get; }

    /// <summary>Where a place of the shadow lies in the text.</summary>
    public int Place(int at) => places is null ? at : places[at];
}
