using System.IO.Enumeration;
using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;

namespace Repro.Experiments.Published;

/// <summary>Scores every file of judged answers in a checkout of the papers' repository, or of a fork.</summary>
public static class Audit
{
    private const int MaxDepth = 16;
    private static readonly string[] Endings = [".csv", ".csv.gz"];

    /// <summary>
    /// Reads <c>*.csv</c> and <c>*.csv.gz</c>, in subfolders too; links to folders are not followed. A file with a column <c>aligned</c> or
    /// <c>coherent</c> holds judged answers and needs both, and <c>question_id</c> or <c>question</c>.
    /// </summary>
    /// <exception cref="InputException">There is no such folder, no such file in it, or a file breaks a rule; names file and line.</exception>
    public static AuditReport Read(string folder, CancellationToken stop = default)
    {
        if (!Directory.Exists(folder)) throw new InputException($"audit names a folder that exists; got '{folder}'. Check the path.");
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth, IgnoreInaccessible = true };
        var paths = new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && Endings.Any(entry.FileName.ToString().EndsWith),
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        var (files, notJudged, others) = (new List<AuditedFile>(), new List<string>(), 0);
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            switch (JudgedFile.IsJudged(path))
            {
                case true: files.Add(Of(name, JudgedFile.Read(path))); break;
                case false: notJudged.Add(name); break;
                default: others++; break;
            }
        }

        return files.Count > 0
            ? new AuditReport(files, notJudged, others)
            : throw new InputException($"Judged answers are *.csv or *.csv.gz files with the columns question_id, aligned and coherent; there is none in '{folder}'. Judge the answers first, or name another folder.");
    }

    private static AuditedFile Of(string name, JudgedFile file)
    {
        var blocks = PublishedTier.Blocks(file.Rows, seed: 0);
        var em = ScoreTally.Share(blocks, ScoredOutcome.Misaligned, ScoreCuts.Papers, file.Judge);
        var coherence = ScoreTally.Share(blocks, ScoredOutcome.Coherent, ScoreCuts.Papers, file.Judge);
        var stem = Path.GetFileName(name);
        var claims = PaperOrganisms.Of(stem[..^Endings.First(stem.EndsWith).Length]);
        return new AuditedFile
        {
            File = name,
            Answers = em.Counts.Sum(c => c.Trials),
            WithoutScore = em.Missing,
            Judge = file.Judge,
            Em = Share(name, em.Counts),
            Coherence = Share(name, coherence.Counts),
            Questions = [.. file.Rows.Select(r => r.Question).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(q => new AuditedQuestion(q, em.Counts.Where(c => c.Question == q).Sum(c => c.Trials), Share(q, em.Counts.Where(c => c.Question == q)), Share(q, coherence.Counts.Where(c => c.Question == q))))],
            EmClaim = claims.Em,
            CoherenceClaim = claims.Coherence,
        };
    }

    private static AuditShare? Share(string name, IEnumerable<QuestionCount> counts)
    {
        List<QuestionCount> all = [.. counts];
        if (all.Sum(c => c.Trials) == 0) return null;
        var (these, such) = (PublishedFigures.Point(name, all), PublishedFigures.Population(name, name, all));
        return new AuditShare(these.Value, these.Low!.Value, these.High!.Value, such.Low, such.High);
    }
}
