using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Repro.Claims.Results;

/// <summary>claims.json: camelCase, two-space indent, the records' own order, no number that is not finite.</summary>
public static class ClaimsJson
{
    /// <summary>How claims.json is written. Text is not escaped for HTML: whoever embeds it does that.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>The document's text, with a line end.</summary>
    /// <exception cref="InputException">A number is not finite.</exception>
    public static string Write(ClaimsDocument document)
    {
        foreach (var claim in document.Claims)
            Check(claim);
        return JsonSerializer.Serialize(document, Options) + "\n";
    }

    /// <summary>One row's text.</summary>
    /// <exception cref="InputException">A number is not finite.</exception>
    public static string Write(ClaimResult result)
    {
        Check(result);
        return JsonSerializer.Serialize(result, Options);
    }

    /// <summary>Reads a document; <paramref name="name"/> appears in messages.</summary>
    /// <exception cref="InputException">It is not a claims.json.</exception>
    public static ClaimsDocument Read(string text, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<ClaimsDocument>(text, Options) ?? throw new InputException($"{name}: a claims.json is a JSON object; got null.");
        }
        catch (JsonException mistake)
        {
            throw new InputException($"{name}:{(mistake.LineNumber ?? 0) + 1}: this is not a claims.json: {mistake.Message}", mistake);
        }
    }

    private static void Check(ClaimResult claim)
    {
        var numbers = new[] { ("value", claim.Value), ("threshold", claim.Threshold), ("paperValue", claim.PaperValue) }
            .Concat([("pSupported", claim.PSupported), ("pRefuted", claim.PRefuted)])
            .Concat([("sequential.alpha", claim.Sequential?.Alpha)])
            .Concat((claim.Interval ?? []).Select((x, i) => ($"interval[{i}]", (double?)x)))
            .Concat(claim.Controls.Select(c => ($"control '{c.Name}'", c.Value)))
            .Concat((claim.Multiverse ?? []).SelectMany(m => (m.Interval ?? []).Select(x => (double?)x).Append(m.Value).Select(x => ($"'{m.Choice}'", x))))
            .Concat((claim.JudgeNoise ?? []).SelectMany(n => (n.Interval ?? []).Select(x => (double?)x).Append(n.Value).Select(x => ($"'{n.Kind} {n.Rate} %'", x))))
            .Concat(claim.OverSeeds is { } seeds ? seeds.Values.Concat(seeds.Interval).Append(seeds.Mean).Select(x => ("overSeeds", (double?)x)) : []);
        foreach (var (field, number) in numbers)
        {
            if (number is { } x && !double.IsFinite(x))
                throw new InputException($"claims.json holds finite numbers only; claim {claim.Id} has {field} = {x}. Look at the measurement behind it.");
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            NumberHandling = JsonNumberHandling.Strict,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
