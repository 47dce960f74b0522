namespace Repro.Report.Html;

/// <summary>HTML that is known to be safe. The only ways to make one are an interpolated string, whose holes are escaped, and <see cref="Trusted"/>.</summary>
internal readonly record struct Markup
{
    private readonly string? text;

    private Markup(string text) => this.text = text;

    public static Markup Empty => default;

    /// <summary>Escapes every hole of <paramref name="html"/> that is not markup itself.</summary>
    public static Markup Of(MarkupHandler html) => new(html.ToString());

    /// <summary>Escapes plain text.</summary>
    public static Markup Text(string plain) => new(Escape.Text(plain));

    /// <summary>Takes our own scripts and styles as they are; never anything that comes from a run.</summary>
    public static Markup Trusted(string html) => new(html);

    /// <summary>Joins parts one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.ToString())));

    public override string ToString() => text ?? "";
}
