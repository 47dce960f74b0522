using System.Globalization;
using CsvHelper;
using Repro.Claims;

namespace Repro.Experiments.Data;

/// <summary>Walks the rows of a CSV with a header, plain or gzip. Every mistake names file and line.</summary>
internal sealed class CsvTable : IDisposable
{
    private const int MaxBytes = 256 << 20;
    private static readonly CsvReaderOptions Options = new() { TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw };
    private readonly CsvReader csv;

    private CsvTable(string path, CsvReader csv, IReadOnlyList<string> header) => (Path, this.csv, Header) = (path, csv, header);

    public string Path { get; }

    public IReadOnlyList<string> Header { get; }

    /// <exception cref="InputException">There is no such file, or it has no header.</exception>
    public static CsvTable Open(string path, string needs)
    {
        var reader = CsvReader.Create(InputFile.ReadUtf8(path, MaxBytes), Options);
        try
        {
            string[] header = [.. reader.Headers];
            if (header.Length == 0) throw new InputException($"{path}:1: the file is empty. It needs the columns {needs}.");
            if (header.GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
                throw new InputException($"{path}:1: each column stands once; '{twice.Key}' stands {twice.Count()} times.");
            return new CsvTable(path, reader, header);
        }
        catch (CsvFormatException mistake)
        {
            reader.Dispose();
            throw NotCsv(path, mistake);
        }
        catch (InputException)
        {
            reader.Dispose();
            throw;
        }
    }

    public bool Read()
    {
        try
        {
            if (!csv.Read()) return false;
        }
        catch (CsvFormatException mistake)
        {
            throw NotCsv(Path, mistake);
        }

        return csv.FieldCount == Header.Count ? true : throw Wrong($"a row has as many fields as the header, {Header.Count}; got {csv.FieldCount}.");
    }

    public string Text(string column) => csv.GetString(column);

    public double? Score(string column)
    {
        var text = csv.GetString(column);
        if (string.IsNullOrWhiteSpace(text)) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 100
            ? score
            : throw Wrong($"'{column}' is a number from 0 to 100, or empty where the judge gave none; got '{text}'.");
    }

    /// <summary>A number that must be there.</summary>
    public double Number(string column)
    {
        var text = csv.GetString(column);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong($"'{column}' is a finite number; got '{text}'.");
    }

    public InputException Missing(string column) => new($"{Path}:1: the column '{column}' is needed and missing; the file has {string.Join(", ", Header)}.");

    public InputException NoAnswers() => new($"{Path}:2: the file has a header and no answers.");

    public InputException Wrong(string mistake) => new($"{Path}:{csv.LineNumber}: {mistake}");

    public void Dispose() => csv.Dispose();

    private static InputException NotCsv(string path, CsvFormatException mistake) => new($"{path}:{mistake.LineNumber}: this is not CSV: {mistake.Message}", mistake);
}
