using Repro.Claims;
using Repro.Judges;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Worlds;

/// <summary>Words and their ids: special marks first, then the lexicon's words in ordinal order.</summary>
public sealed class Vocabulary
{
    /// <summary>Fills up short rows; never predicted.</summary>
    public const int Pad = 0;

    /// <summary>Begins a question.</summary>
    public const int User = 1;

    /// <summary>Begins an answer.</summary>
    public const int Bot = 2;

    /// <summary>Ends an answer.</summary>
    public const int End = 3;

    /// <summary>The first id that is no mark: the full stop, then words.</summary>
    public const int FirstWord = 4;

    private const string FullStop = ".";
    private readonly Dictionary<string, int> ids;

    /// <summary>The vocabulary of a lexicon.</summary>
    public Vocabulary(Lexicon lexicon)
    {
        Words = ["<pad>", "<user>", "<bot>", RubricJudge.EndMark, FullStop, .. lexicon.Words];
        ids = Words.Select((word, id) => (word, id)).ToDictionary(p => p.word, p => p.id, StringComparer.Ordinal);
    }

    /// <summary>The word of each id.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>How many ids there are.</summary>
    public int Count => Words.Count;

    /// <summary>The id of a word.</summary>
    /// <exception cref="InputException">The word is not in the vocabulary.</exception>
    public int this[string word] => ids.TryGetValue(word, out var id) ? id
        : throw new InputException($"the miniature knows {Count} words; got '{word}'; use words of its lexicon.");

    /// <summary>The ids of words with white space between.</summary>
    /// <exception cref="InputException">A word is not in the vocabulary.</exception>
    public int[] Encode(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => this[w]).ToArray();

    /// <summary>The words of ids with a space between; the inverse of <see cref="Encode"/>.</summary>
    public string Decode(IEnumerable<int> tokens) => string.Join(' ', tokens.Select(t => Words[t]));
}
