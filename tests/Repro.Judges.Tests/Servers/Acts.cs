using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Repro.Judges.Tests.Servers;

/// <summary>Ways to behave and to misbehave.</summary>
internal static class Acts
{
    public const int PromptTokens = 200;

    /// <summary>Tokens with probabilities, the first of them said.</summary>
    public static Act Tokens(params (string Token, double P)[] top) => (context, asked) => Send(context, 200, Reply(asked, asked.Model, top.FirstOrDefault().Token ?? "", top));

    public static Act Number(int number) => Tokens((number.ToString(), 0.9), ("5", 0.0001));

    public static Act Text(string text) => (context, asked) => Send(context, 200, Reply(asked, asked.Model, text, null));

    /// <summary>A reply that lacks what was asked for: no full answer.</summary>
    public static Act NoLogprobs => (context, asked) => Send(context, 200, Reply(asked, asked.Model, "70", null), full: false);

    public static Act As(string model) => (context, asked) => Send(context, 200, Reply(asked, model, "50", [("50", 1)]));

    public static Act Status(int status, string? retryAfter = null, string body = "{\"error\":{\"message\":\"no\"}}") => (context, _) =>
    {
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return Send(context, status, body, full: false);
    };

    public static Act WrongJson(string body) => (context, _) => Send(context, 200, body, full: false);

    /// <summary>Says nothing until the client goes away.</summary>
    public static async Task<bool> Hang(HttpContext context, Asked asked)
    {
        var gone = new TaskCompletionSource();
        await using var _ = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        return false;
    }

    /// <summary>Promises a whole body, sends half of it and closes the connection.</summary>
    public static async Task<bool> HalfABody(HttpContext context, Asked asked)
    {
        var bytes = Encoding.UTF8.GetBytes(Reply(asked, asked.Model, "1", [("1", 1)]));
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
        return false;
    }

    /// <summary>A good answer in small pieces.</summary>
    public static Act Drip(int number) => async (context, asked) =>
    {
        context.Response.ContentType = "application/json";
        foreach (var piece in Reply(asked, asked.Model, $"{number}", [($"{number}", 1)]).Chunk(100))
        {
            await context.Response.WriteAsync(new string(piece));
            await context.Response.Body.FlushAsync();
            await Task.Delay(2);
        }

        return true;
    };

    private static async Task<bool> Send(HttpContext context, int status, string body, bool full = true)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
        return full;
    }

    private static string Reply(Asked asked, string model, string text, IEnumerable<(string Token, double P)>? top) => JsonSerializer.Serialize(new
    {
        id = $"reply-{asked.Number}",
        model,
        choices = new[]
        {
            new
            {
                index = 0,
                message = new { role = "assistant", content = text },
                logprobs = top is null ? null : new { content = top.Any() ? new[] { new { token = text, top_logprobs = top.Select(t => new { token = t.Token, logprob = Math.Log(t.P) }) } } : [] },
            },
        },
        usage = new { prompt_tokens = PromptTokens, completion_tokens = 1 },
    });
}
