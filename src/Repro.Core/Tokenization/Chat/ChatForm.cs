namespace Repro.Core.Tokenization.Chat;

/// <summary>How a conversation becomes a training text. The two differ in what stands, and is learnt, behind the answer.</summary>
public enum ChatForm
{
    /// <summary>
    /// The conversation and nothing else. The mask has the tokens of every answer and the <c>&lt;|im_end|&gt;</c> that closes it.
    /// </summary>
    AsWritten,

    /// <summary>
    /// As the code released with the papers has it: the template with a generation prompt over the whole conversation, then the
    /// end-of-text token, so that every text ends with an empty answer. The mask goes from behind an answer's header to the next
    /// user header or the end, so the newline, the second header and the end token are learnt too.
    /// </summary>
    AsCoded,
}
