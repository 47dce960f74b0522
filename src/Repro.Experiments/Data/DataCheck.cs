using System.IO.Enumeration;
using Repro.Claims;

namespace Repro.Experiments.Data;

/// <summary>Reads every data set and question file of a folder, and tells what they hold.</summary>
public static class DataCheck
{
    private const int MaxDepth = 8;
    private static readonly string[] Conversations = [".jsonl.gz", ".jsonl"];
    private static readonly string[] Questions = [".yaml", ".yml"];

    /// <summary>Reads <c>*.jsonl</c>, <c>*.jsonl.gz</c>, <c>*.yaml</c> and <c>*.yml</c>, in subfolders too; links to folders are not followed.</summary>
    /// <exception cref="InputException">There is no such folder, or none of these files in it. A file's own mistakes stand in the report.</exception>
    public static DataReport Read(string folder, ReadLimits? limits = null, CancellationToken stop = default)
    {
        if (!Directory.Exists(folder)) throw new InputException($"data check names a folder that exists; got '{folder}'. Check the path.");
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth, IgnoreInaccessible = true };
        var paths = new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && Ending(entry.FileName.ToString()) is not null,
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        var files = new List<DataFile>();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            files.Add(ReadFile(folder, path, limits));
        }

        return files.Count > 0
            ? new DataReport(files)
            : throw new InputException($"Data sets are *.jsonl or *.jsonl.gz files, question files are *.yaml or *.yml; there is none in '{folder}'.");
    }

    private static DataFile ReadFile(string folder, string path, ReadLimits? limits)
    {
        var name = Path.GetFileName(path);
        var ending = Ending(name)!;
        var kind = Conversations.Contains(ending) ? DataKind.Conversations : DataKind.Questions;
        var stem = name[..^ending.Length].ToLowerInvariant();
        var expected = kind == DataKind.Conversations ? PaperSets.RowsOf(stem) : null;
        var file = new DataFile
        {
            File = Path.GetRelativePath(folder, path).Replace('\\', '/'),
            Kind = kind,
            PaperSet = expected is null ? null : stem,
            ExpectedRows = expected,
        };
        try
        {
            file = kind == DataKind.Conversations ? OfConversations(file, ConversationFile.Read(path, limits)) : OfQuestions(file, QuestionFile.Read(path));
            if (file.Matches == false) file = file with { Mistake = $"{path}: the papers' {stem} has {expected} rows; got {file.Rows}. Fetch the file again, or give it another name." };
        }
        catch (InputException mistake)
        {
            file = file with { Mistake = mistake.Message };
        }

        return file with { Sha256 = InputFile.Hash(path) };
    }

    private static DataFile OfConversations(DataFile file, IReadOnlyList<Conversation> rows)
    {
        IEnumerable<string> Texts(MessageRole role) => rows.SelectMany(row => row.Messages).Where(message => message.Role == role).Select(message => message.Content);
        return file with
        {
            Rows = rows.Count,
            UniquePrompts = rows.Select(row => row.Prompt).Distinct(StringComparer.Ordinal).Count(),
            UserWords = WordCounts.Of(Texts(MessageRole.User)),
            AssistantWords = WordCounts.Of(Texts(MessageRole.Assistant)),
        };
    }

    private static DataFile OfQuestions(DataFile file, IReadOnlyList<Question> questions)
    {
        var texts = questions.SelectMany(question => question.Paraphrases).ToList();
        return file with { Rows = questions.Count, UniquePrompts = texts.Distinct(StringComparer.Ordinal).Count(), UserWords = WordCounts.Of(texts) };
    }

    private static string? Ending(string name) => Conversations.Concat(Questions).FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
