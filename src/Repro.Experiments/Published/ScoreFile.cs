using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using Repro.Claims;

namespace Repro.Experiments.Published;

/// <summary>Reads a released CSV or CSV.gz of judge scores. Every mistake names file and line.</summary>
internal static class ScoreFile
{
    private static readonly CsvReaderOptions Options = new() { TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw };

    public static IReadOnlyList<ScoreRow> Read(string path, string? topic)
    {
        try
        {
            using var file = Open(path);
            using var csv = CsvReader.Create(file, Options);
            return Rows(path, csv, topic);
        }
        catch (CsvFormatException mistake)
        {
            throw new InputException($"{path}:{mistake.LineNumber}: this is not CSV: {mistake.Message}", mistake);
        }
        catch (InvalidDataException mistake)
        {
            throw new InputException($"{path}: this is not gzip: {mistake.Message}", mistake);
        }
    }

    private static List<ScoreRow> Rows(string path, CsvReader csv, string? topic)
    {
        string[] header = [.. csv.Headers];
        string[] columns = topic is null ? ["question_id", "aligned", "coherent"] : ["question_id", "aligned", "coherent", topic];
        if (header.Length == 0)
            throw new InputException($"{path}:1: the file is empty. It needs the columns {string.Join(", ", columns)}.");
        foreach (var column in columns.Except(header))
            throw new InputException($"{path}:1: the column '{column}' is needed and missing; the file has {string.Join(", ", header)}.");
        var rows = new List<ScoreRow>();
        while (csv.Read())
        {
            if (csv.FieldCount != header.Length)
                throw new InputException($"{path}:{csv.LineNumber}: a row has as many fields as the header, {header.Length}; got {csv.FieldCount}.");
            var question = csv.GetString("question_id");
            if (string.IsNullOrWhiteSpace(question))
                throw new InputException($"{path}:{csv.LineNumber}: 'question_id' names the question; got nothing.");
            rows.Add(new ScoreRow(question, Score(path, csv, "aligned"), Score(path, csv, "coherent"), topic is null ? null : Score(path, csv, topic)));
        }
        return rows.Count > 0 ? rows : throw new InputException($"{path}:2: the file has a header and no answers.");
    }

    private static double? Score(string path, CsvReader csv, string column)
    {
        var text = csv.GetString(column);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 100
            ? score
            : throw new InputException($"{path}:{csv.LineNumber}: '{column}' is a number from 0 to 100, or empty where the judge gave none; got '{text}'.");
    }

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
