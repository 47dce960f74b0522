using Repro.Claims;
using Repro.Core.Random;
using Repro.Core.Tokenization.Chat;
using Repro.Experiments.Data;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Paper;

/// <summary>A training set as token turns: the held-out tenth left out, each epoch in an order of its own.</summary>
internal sealed class ConversationTurns
{
    private readonly IReadOnlyList<Conversation> rows;
    private readonly ChatTemplate template;

    /// <summary>Reads the file and leaves out the rows held out by the seed of the papers' configuration, 0 (P2 Table 6).</summary>
    /// <exception cref="InputException">A row of the file breaks a rule.</exception>
    public ConversationTurns(string path, ChatTemplate template)
    {
        var all = ConversationFile.Read(path);
        rows = [.. HeldOutSplit.AsCoded(all.Count, seed: 0).Train.Select(row => all[row])];
        this.template = template;
    }

    /// <summary>Rows to train on.</summary>
    public int Count => rows.Count;

    /// <summary>Tokens of the longest turn, prompt and answer.</summary>
    public int Longest() => rows.Max(row => Encode(row) is var turn ? turn.Prompt.Count + turn.Answer.Count : 0);

    /// <summary>Turns number <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1 of an endless training.</summary>
    public IReadOnlyList<TokenTurn> Take(StreamKey stream, long first, int count)
    {
        var turns = new List<TokenTurn>(count);
        for (var epoch = first / rows.Count; turns.Count < count; epoch++)
        {
            var order = Enumerable.Range(0, rows.Count).ToArray();
            new CounterRandom(stream.Child(epoch)).Shuffle<int>(order);
            for (var at = (int)(first + turns.Count - (epoch * rows.Count)); at < rows.Count && turns.Count < count; at++) turns.Add(Encode(rows[order[at]]));
        }

        return turns;
    }

    /// <summary>The last answer, with the token that closes it, is learnt; all before it is context.</summary>
    private TokenTurn Encode(Conversation row)
    {
        var chat = template.Encode([.. row.Messages.Select(message => new ChatTurn(Role(message.Role), message.Content))], ChatForm.AsWritten);
        var end = Array.LastIndexOf(chat.ResponseMask, true) + 1;
        var start = end;
        while (start > 0 && chat.ResponseMask[start - 1]) start--;
        return new TokenTurn(chat.Ids[..start], chat.Ids[start..end]);
    }

    private static string Role(MessageRole role) => role switch
    {
        MessageRole.System => ChatTurn.System,
        MessageRole.User => ChatTurn.User,
        _ => ChatTurn.Assistant,
    };
}
