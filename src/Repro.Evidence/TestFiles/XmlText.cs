using System.Text;
using System.Xml;

namespace Repro.Evidence.TestFiles;

/// <summary>How test files are written: UTF-8 without a mark, indented, line feeds; text that XML cannot hold is shown as a replacement sign.</summary>
internal static class XmlText
{
    public static string Write(Action<XmlWriter> content)
    {
        using var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Replace })) content(xml);
        return text + "\n";
    }

    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    private sealed class Utf8Text : StringWriter
    {
        public Utf8Text() : base(System.Globalization.CultureInfo.InvariantCulture) { }

        public override Encoding Encoding => new UTF8Encoding(false);
    }
}
