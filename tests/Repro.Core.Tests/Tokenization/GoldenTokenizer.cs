using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Repro.Core.Tests.Parity;
using Repro.Core.Tokenization;

namespace Repro.Core.Tests.Tokenization;

/// <summary>The small tokenizer of golden/reference/tokenizer and what Hugging Face's core makes of texts with it.</summary>
internal static class GoldenTokenizer
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Folder { get; } = Path.Combine(ReferenceCase.Root, "golden", "reference", "tokenizer");

    public static Tokenizer Instance { get; } = Tokenizer.Load(Folder);

    public static JsonElement Vectors { get; } = Read("vectors.json");

    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name)));
        return document.RootElement.Clone();
    }

    public static int[] Ids(this JsonElement element, string name = "ids") => [.. element.GetProperty(name).EnumerateArray().Select(i => i.GetInt32())];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>The tokenizer with something changed in its file.</summary>
    public static Tokenizer With(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "tokenizer.json")))!;
        change(json);
        return Tokenizer.Parse(Encoding.UTF8.GetBytes(json.ToJsonString(Readable)));
    }

    /// <summary>What differs, one line a text, so that a failure names the texts and not only their number.</summary>
    public static void Compare<T>(JsonElement list, Func<JsonElement, T> got, Func<JsonElement, T> expected, Func<T, string> show)
    {
        list.GetArrayLength().Should().BePositive();
        list.EnumerateArray().Where(v => show(got(v)) != show(expected(v))).Take(5)
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.GetRawText()} gave {show(got(v))}")).Should().BeEmpty();
    }

    public static string Show(int[] ids) => string.Join(' ', ids);
}
