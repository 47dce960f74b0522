using System.Text;

namespace Repro.Core.Tokenization.Chat;

/// <summary>
/// Qwen2.5's chat template without tools: every turn is <c>&lt;|im_start|&gt;role\ncontent&lt;|im_end|&gt;\n</c>, and a conversation that
/// does not begin with a system message gets the default one.
/// </summary>
public sealed class ChatTemplate
{
    /// <summary>The system message of a conversation without one.</summary>
    public const string DefaultSystem = "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.";

    private const string Start = "<|im_start|>", End = "<|im_end|>", Prompt = Start + ChatTurn.Assistant + "\n";

    private readonly Tokenizer tokenizer;
    private readonly int start, newline;

    /// <summary>A template over a tokenizer.</summary>
    /// <exception cref="ArgumentException">The tokenizer lacks a special token of the template.</exception>
    public ChatTemplate(Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        this.tokenizer = tokenizer;
        start = Special(Start);
        EndToken = Special(End);
        newline = tokenizer.IdOf("Ċ")!.Value; // every vocabulary has every byte
    }

    /// <summary>The token that closes a turn; generation stops at it.</summary>
    public int EndToken { get; }

    /// <summary>The text of a conversation.</summary>
    /// <param name="turns">At least one.</param>
    /// <param name="generationPrompt">Whether the header of an answer follows.</param>
    /// <exception cref="ArgumentException">There is no turn, or one of an unknown role.</exception>
    public static string Render(IReadOnlyList<ChatTurn> turns, bool generationPrompt = false)
    {
        var text = new StringBuilder();
        foreach (var (role, content) in Whole(turns)) text.Append(Start).Append(role).Append('\n').Append(content).Append(End).Append('\n');
        return text.Append(generationPrompt ? Prompt : "").ToString();
    }

    /// <summary>The tokens of a prompt: the conversation and the header of the answer to come.</summary>
    /// <exception cref="ArgumentException">There is no turn, or one of an unknown role.</exception>
    public int[] Encode(IReadOnlyList<ChatTurn> turns) => tokenizer.Encode(Render(turns, generationPrompt: true));

    /// <summary>A training text with its tokens and the mask of its responses.</summary>
    /// <exception cref="ArgumentException">There is no turn, or one of an unknown role.</exception>
    public ChatTokens Encode(IReadOnlyList<ChatTurn> turns, ChatForm form)
    {
        var coded = form == ChatForm.AsCoded;
        var (ids, mask, learnt, last) = (new List<int>(), new List<bool>(), false, 0);
        foreach (var (role, content) in Whole(turns))
        {
            last = ids.Count;
            learnt = learnt && coded && role != ChatTurn.User;
            Header(role, "\n" + content);
            Token(EndToken);
            learnt &= coded;
            Add("\n");
        }

        if (coded)
        {
            Header(ChatTurn.Assistant, "\n");
            Token(EndToken);
        }

        return new ChatTokens(Render(turns, coded) + (coded ? End : ""), [.. ids], [.. mask], last);

        // The newline belongs to the header where it is a token of its own, and to the answer where it is part of the answer's first.
        void Header(string role, string body)
        {
            Token(start);
            Add(role);
            var first = ids.Count;
            tokenizer.Encode(body, ids);
            if (ids[first] == newline) mask.Add(learnt);
            learnt |= role == ChatTurn.Assistant;
            while (mask.Count < ids.Count) mask.Add(learnt);
        }

        void Token(int id)
        {
            ids.Add(id);
            mask.Add(learnt);
        }

        void Add(string text)
        {
            tokenizer.Encode(text, ids);
            while (mask.Count < ids.Count) mask.Add(learnt);
        }
    }

    private static IEnumerable<(string Role, string Content)> Whole(IReadOnlyList<ChatTurn> turns)
    {
        ArgumentNullException.ThrowIfNull(turns);
        if (turns.Count == 0) throw new ArgumentException("A conversation must have at least one turn, got none. Begin with what the user says.");
        if (turns.FirstOrDefault(t => t.Role is not (ChatTurn.System or ChatTurn.User or ChatTurn.Assistant)) is { } wrong)
            throw new ArgumentException($"A role must be system, user or assistant, got {wrong.Role}. Tools are not supported: write what they say into a user turn.");
        return (turns[0].Role == ChatTurn.System ? [] : Enumerable.Repeat((ChatTurn.System, DefaultSystem), 1)).Concat(turns.Select(t => (t.Role, t.Content)));
    }

    private int Special(string token) => tokenizer.IdOf(token)
        ?? throw new ArgumentException($"A tokenizer for chats must have the tokens {Start} and {End}, got none for {token}. Use the tokenizer.json of a Qwen2.5 checkpoint.");
}
