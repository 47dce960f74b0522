using System.Text;

namespace Repro.Report.Html;

/// <summary>Makes hostile text inert and visible: markup characters are escaped, control characters shown as pictures, lone surrogates replaced.</summary>
internal static class Escape
{
    public static string Text(string plain)
    {
        var html = new StringBuilder(plain.Length + 16);
        foreach (var rune in plain.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"': html.Append("&quot;"); break;
                case '\'': html.Append("&#39;"); break;
                case '\n' or '\t': html.Append((char)rune.Value); break;
                case < 0x20: html.Append((char)(0x2400 + rune.Value)); break;
                case 0x7F: html.Append('\u2421'); break;
                default: html.Append(rune.ToString()); break;
            }
        }

        return html.ToString();
    }
}
