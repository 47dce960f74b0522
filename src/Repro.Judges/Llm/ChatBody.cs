using System.Text;
using System.Text.Json;

namespace Repro.Judges.Llm;

/// <summary>The body of a request. Written here and not by the client, so that a server that knows only the older name max_tokens understands it.</summary>
internal static class ChatBody
{
    // A byte-level token holds one byte or more; the rest is room for what a server's chat template adds.
    private const int TemplateTokens = 256;

    public static BinaryData Of(JudgeProtocol protocol, JudgeCall call, string prompt) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(protocol.Samples == 0
        ? new
        {
            model = protocol.Model,
            messages = new[] { new { role = "user", content = prompt } },
            max_tokens = protocol.MaxTokens,
            temperature = 0,
            seed = 0,
            logprobs = true,
            top_logprobs = JudgeProtocol.TopTokens,
        }
        : (object)new
        {
            model = protocol.Model,
            messages = new[] { new { role = "user", content = prompt } },
            max_tokens = protocol.MaxTokens,
            temperature = 1,
            seed = call.Sample,
        }));

    /// <summary>The most that the request can cost.</summary>
    public static JudgeCost Most(JudgeProtocol protocol, string prompt) => new(1, Encoding.UTF8.GetByteCount(prompt) + TemplateTokens, protocol.MaxTokens);
}
