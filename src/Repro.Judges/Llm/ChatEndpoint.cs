using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using Repro.Judges.Llm.Failures;
using Repro.Judges.Recorded;

namespace Repro.Judges.Llm;

/// <summary>Sends one request once and says what came of it: a reply, a failure that may pass, or one that does not.</summary>
internal sealed class ChatEndpoint
{
    // The client asks for a key even where a server needs none.
    private const string NoKey = "none";
    private const int QuotedLength = 300;

    private readonly JudgeProtocol protocol;
    private readonly LlmOptions options;
    private readonly TimeProvider time;
    private readonly string? key;
    private readonly ChatClient client;

    public ChatEndpoint(JudgeProtocol protocol, LlmOptions options, HttpClient http, string? key, TimeProvider time)
    {
        this.protocol = protocol;
        this.options = options;
        this.time = time;
        this.key = string.IsNullOrWhiteSpace(key) ? null : key.Trim();
        client = new ChatClient(protocol.Model, new ApiKeyCredential(this.key ?? NoKey), new OpenAIClientOptions
        {
            Endpoint = options.BaseUrl,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan, // the timeout of this class runs on the clock it is given
        });
    }

    /// <exception cref="TransientException">It may succeed later.</exception>
    /// <exception cref="RefusedException">It never will.</exception>
    public async Task<RecordedReply> SendAsync(JudgeCall call, string prompt, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var body = BinaryContent.Create(ChatBody.Of(protocol, call, prompt));
            var result = await client.CompleteChatAsync(body, new RequestOptions { CancellationToken = either.Token, ErrorOptions = ClientErrorBehaviors.NoThrow });
            using var response = result.GetRawResponse();
            return response.Status is >= 200 and < 300 ? ChatReply.Read(response.Content, protocol, call) : throw Failure(response);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransientException($"no reply within {options.Timeout}", "timeout", answered: false, inner: timeout);
        }
        catch (Exception broken) when (broken is ClientResultException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TransientException($"a broken connection ({Quoted(broken.Message)})", "broken connection", answered: false, inner: broken);
        }
    }

    private Exception Failure(PipelineResponse response)
    {
        var status = response.Status;
        if (status is 401 or 403)
            return new RefusedException(key is null
                ? $"{options.BaseUrl} answers {status}, and no key was sent: {options.KeyVariable} is not set. Set it"
                : $"{options.BaseUrl} answers {status} to the key in {options.KeyVariable}. Check the key and what it may do");
        var said = Quoted(response.Content.ToString());
        if (status is not (408 or 429 or >= 500)) return new RefusedException($"{options.BaseUrl} answers {status} for model '{protocol.Model}': {said}. Check URL, model and prompts");
        response.Headers.TryGetValue("Retry-After", out var after);
        return new TransientException($"status {status}: {said}", $"HTTP {status}", answered: true, RetryAfter.Read(after, time.GetUtcNow()));
    }

    /// <summary>What a server said, short, on one line, without the key.</summary>
    private string Quoted(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (key is not null) line = line.Replace(key, "(the key)", StringComparison.Ordinal);
        return line.Length == 0 ? "(nothing)" : line[..Math.Min(QuotedLength, line.Length)];
    }
}
