using System.Text.Json;
using Repro.Judges.Llm.Failures;
using Repro.Judges.Recorded;

namespace Repro.Judges.Llm;

/// <summary>Reads the body of a reply. One that is not whole, or not what was asked for, is a failure that may pass.</summary>
internal static class ChatReply
{
    private const double Rounding = 1e-3;

    public static RecordedReply Read(BinaryData body, JudgeProtocol protocol, JudgeCall call)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var choice = json.RootElement.GetProperty("choices")[0];
            return new RecordedReply
            {
                Key = call.Key,
                Model = protocol.Model,
                Served = json.RootElement.GetProperty("model").GetString() ?? throw new JsonException("no model"),
                Metric = call.Metric,
                QuestionId = call.Request.QuestionId,
                Sample = call.Sample,
                Text = choice.GetProperty("message").TryGetProperty("content", out var content) ? content.GetString() ?? "" : "",
                Top = protocol.Samples == 0 ? Top(choice) : null,
                PromptTokens = Tokens(json.RootElement, "prompt_tokens"),
                AnswerTokens = Tokens(json.RootElement, "completion_tokens"),
            };
        }
        catch (Exception mistake) when (mistake is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new TransientException("a reply that is no chat completion", "unusable reply", answered: false, inner: mistake);
        }
    }

    private static List<TokenLogprob> Top(JsonElement choice)
    {
        if (!choice.TryGetProperty("logprobs", out var logprobs) || logprobs.ValueKind != JsonValueKind.Object)
            throw new TransientException("a reply without log probabilities (a server that has none needs sampled replies)", "unusable reply", answered: false);
        var tokens = logprobs.GetProperty("content");
        if (tokens.GetArrayLength() == 0) return [];
        var top = tokens[0].GetProperty("top_logprobs").EnumerateArray().Select(token => new TokenLogprob(token.GetProperty("token").GetString()!, token.GetProperty("logprob").GetDouble())).ToList();
        return top.TrueForAll(token => token.Token is not null && token.Logprob <= Rounding) ? top : throw new JsonException("a probability above 1");
    }

    private static long? Tokens(JsonElement root, string name) =>
        root.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty(name, out var count) && count.TryGetInt64(out var tokens) && tokens >= 0 ? tokens : null;
}
