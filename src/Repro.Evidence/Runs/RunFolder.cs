using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;
using Repro.Evidence.Files;

namespace Repro.Evidence.Runs;

/// <summary>
/// The folder of one run: claims.json (the answer), measurements.json (the numbers that verdicts follow from),
/// scores.json (the judge's scores behind them, where there are any), ledger.jsonl (the claims as they stood), run.json (all that the report shows), report.html, its figures, and manifest.json, written last.
/// </summary>
public static class RunFolder
{
    /// <summary>The answer: one row a claim.</summary>
    public const string ClaimsFile = "claims.json";

    /// <summary>The book of measurements.</summary>
    public const string MeasurementsFile = "measurements.json";

    /// <summary>The scores that shares are counted from; a run without judged answers has none.</summary>
    public const string ScoresFile = "scores.json";

    /// <summary>The claims that were answered, word for word.</summary>
    public const string LedgerFile = "ledger.jsonl";

    /// <summary>What an LLM judge was asked; a run that the rubric judged has none.</summary>
    public const string JudgeFile = "judge.json";

    /// <summary>What an LLM judge replied, so that its scores can be worked out again without it.</summary>
    public const string RepliesFile = "replies.jsonl";

    /// <summary>Everything that the report shows.</summary>
    public const string DocumentFile = "run.json";

    /// <summary>The report.</summary>
    public const string ReportFile = "report.html";

    /// <summary>The report's figures as files. They follow from run.json, so the manifest does not list them and bundles leave them out.</summary>
    public const string FiguresFolder = "figures";

    /// <summary>What made the run, and the hashes of the other files.</summary>
    public const string ManifestFile = "manifest.json";

    /// <summary>
    /// The id of a run: its tier and the hash of what was measured and answered. Two runs with the same numbers have the same id,
    /// whenever they were made; so claims.json differs in its time fields only.
    /// </summary>
    public static string IdOf(string tier, IReadOnlyDictionary<string, Measurement> book, IReadOnlyList<ClaimResult> claims) =>
        $"{tier}-{Sha256.OfText(CanonicalJson.Serialize(new { book, claims }))[..12]}";

    /// <summary>A place for the run in <paramref name="parent"/>: its id, or id.2, id.3 ... where the same numbers came out before.</summary>
    public static string PlaceFor(string parent, string id) =>
        Enumerable.Range(1, int.MaxValue).Select(i => Path.Combine(Path.GetFullPath(parent), i == 1 ? id : $"{id}.{i}")).First(p => !Directory.Exists(p));

    /// <summary>Refuses a folder that holds something other than a run: it would be replaced.</summary>
    public static void CheckReplaceable(string folder)
    {
        if (File.Exists(folder)) throw new InputException($"--out names a folder for the run, but {folder} is a file. Name another.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, ManifestFile)))
        {
            throw new InputException($"--out names a new folder or one that holds a run, but {folder} holds other files. Name another.");
        }
    }

    /// <summary>Writes the whole run and puts it in its place by one rename. A run that stood there is replaced.</summary>
    /// <param name="folder">Place of the run.</param>
    /// <param name="document">What the report shows.</param>
    /// <param name="book">What was measured.</param>
    /// <param name="ledger">The claims that were answered.</param>
    /// <param name="report">The report's HTML.</param>
    /// <param name="scores">The scores behind the measurements, or null.</param>
    /// <param name="attachments">Further files, or null.</param>
    /// <param name="figures">Files of <see cref="FiguresFolder"/>, or null.</param>
    /// <exception cref="InputException">The place holds something else, the disk is full or may not be written.</exception>
    public static void Write(string folder, RunDocument document, IReadOnlyDictionary<string, Measurement> book, ClaimTexts ledger, string report, JudgedScores? scores = null, IReadOnlyList<RunAttachment>? attachments = null, IReadOnlyList<RunAttachment>? figures = null)
    {
        var place = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        var parent = Path.GetDirectoryName(place)!;
        var temporary = Leavings.Of(place);
        CheckReplaceable(place);
        DiskErrors.Explain(place, () =>
        {
            Leavings.Remove(place);
            try
            {
                Directory.CreateDirectory(temporary);
                Draw(Path.Combine(temporary, FiguresFolder), figures ?? []);
                Fill(temporary, document, book, ledger, report, scores, attachments ?? []);
                if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
                Directory.Move(temporary, place);
            }
            catch
            {
                if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
                throw;
            }

            Disk.Flush(parent);
        });
    }

    /// <summary>Writes figures beside the report in <paramref name="folder"/>, each file whole or not at all.</summary>
    /// <exception cref="InputException">The disk is full or may not be written.</exception>
    public static void WriteFigures(string folder, IReadOnlyList<RunAttachment> figures)
    {
        foreach (var figure in figures) AtomicFile.Write(Path.Combine(folder, FiguresFolder, figure.Name), figure.Write);
    }

    /// <summary>Into a folder that nobody sees yet.</summary>
    private static void Draw(string folder, IReadOnlyList<RunAttachment> figures)
    {
        if (figures.Count > 0) Directory.CreateDirectory(folder);
        foreach (var figure in figures) Disk.Write(Path.Combine(folder, figure.Name), figure.Write);
    }

    private static void Fill(string folder, RunDocument document, IReadOnlyDictionary<string, Measurement> book, ClaimTexts ledger, string report, JudgedScores? scores, IReadOnlyList<RunAttachment> attachments)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        void Put(string name, string text)
        {
            Disk.Write(Path.Combine(folder, name), text);
            hashes.Add(name, Sha256.OfText(text));
        }

        Put(ClaimsFile, ClaimsJson.Write(document.Claims));
        Put(MeasurementsFile, RunJson.Write(new SortedDictionary<string, Measurement>(book.ToDictionary(), StringComparer.Ordinal)));
        if (scores is not null) Put(ScoresFile, scores.ToText());
        foreach (var attachment in attachments)
        {
            var path = Path.Combine(folder, attachment.Name);
            Disk.Write(path, attachment.Write);
            hashes.Add(attachment.Name, Sha256.OfFile(path));
        }

        Put(LedgerFile, ledger.ToText());
        Put(DocumentFile, RunJson.Write(document));
        Put(ReportFile, report);
        Disk.Write(Path.Combine(folder, ManifestFile), RunJson.Write(new RunManifest(document.Claims.Run, document.Provenance, hashes) { Claims = ledger.Hashes() }));
    }
}
