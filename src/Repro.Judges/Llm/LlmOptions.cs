using System.Text.RegularExpressions;
using Repro.Claims;

namespace Repro.Judges.Llm;

/// <summary>How to reach a judge's server and how hard to try. None of it changes a score. The key is not among it.</summary>
public sealed partial record LlmOptions
{
    /// <summary>Where <c>chat/completions</c> is below: OpenAI's, or that of a vLLM or llama.cpp server such as <c>http://127.0.0.1:8000/v1</c>.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.openai.com/v1");

    /// <summary>Environment variable that the key came from; for messages.</summary>
    public string KeyVariable { get; init; } = "OPENAI_API_KEY";

    /// <summary>Name that the server gives its model, where it is neither the one asked for nor that with a date behind it.</summary>
    public string? ServedAs { get; init; }

    /// <summary>Requests at once.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Most requests a minute, evenly spaced; null for no such limit.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Longest a request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a request is repeated after a failure that may pass.</summary>
    public int Retries { get; init; } = 6;

    /// <summary>Wait before the first repetition; doubled each time up to <see cref="LongestWait"/>. A server's Retry-After goes before it.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait. A Retry-After beyond it ends the judging.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What may be spent.</summary>
    public JudgeBudget Budget { get; init; } = new();

    /// <summary>These options, if each is within its bounds.</summary>
    internal LlmOptions Checked()
    {
        if (!BaseUrl.IsAbsoluteUri || BaseUrl.Scheme is not ("http" or "https") || BaseUrl.UserInfo.Length > 0 || BaseUrl.Query.Length > 0)
            throw new InputException($"A judge's URL is http or https, whole, with neither password nor query; got '{(BaseUrl.IsAbsoluteUri ? $"{BaseUrl.Scheme}://{BaseUrl.Authority}" : BaseUrl)}'. Such as https://api.openai.com/v1.");
        if (!VariableName().IsMatch(KeyVariable))
            throw new InputException("A judge's key is read from an environment variable, whose name has letters, digits and underscores; what was named has others and is not repeated here. Name the variable, not the key.");
        if (Concurrency < 1) throw new InputException($"A judge sends 1 request at once or more; got {Concurrency}.");
        if (RequestsPerMinute < 1) throw new InputException($"A judge may send 1 request a minute or more; got {RequestsPerMinute}.");
        if (Retries < 0) throw new InputException($"A request is repeated 0 times or more; got {Retries}.");
        if (Timeout <= TimeSpan.Zero || FirstWait <= TimeSpan.Zero || LongestWait < FirstWait)
            throw new InputException($"A judge's timeout and waits are longer than nothing and the longest wait is no shorter than the first; got {Timeout}, {FirstWait} and {LongestWait}.");
        Budget.Checked();
        return this;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VariableName();
}
