using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Repro.Report.Html;

/// <summary>Builds markup from an interpolated string: literals are ours, holes are escaped unless they are markup.</summary>
[InterpolatedStringHandler]
internal sealed class MarkupHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder html = new(literalLength + (16 * formattedCount));

    public void AppendLiteral(string literal) => html.Append(literal);

    public void AppendFormatted(string? plain) => html.Append(Escape.Text(plain ?? ""));

    public void AppendFormatted(int number) => html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Markup markup) => html.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Markup> parts)
    {
        foreach (var part in parts)
            html.Append(part.ToString());
    }

    public override string ToString() => html.ToString();
}
