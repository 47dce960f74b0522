using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Repro.Judges.Tests.Servers;

/// <summary>What the server does with a request; true when it answered it in full.</summary>
internal delegate Task<bool> Act(HttpContext context, Asked asked);

/// <summary>A chat-completions server on loopback that does what its script says, and remembers.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, int> attempts = new(StringComparer.Ordinal);
    private int number;

    private ChatServer(WebApplication app) => this.app = app;

    public Uri BaseUrl => new(app.Urls.Single() + "/v1");

    public HttpClient Http { get; } = new() { Timeout = Timeout.InfiniteTimeSpan };

    public ConcurrentQueue<Asked> Log { get; } = new();

    /// <summary>Full answers by hash of the body.</summary>
    public ConcurrentDictionary<string, int> Answered { get; } = new(StringComparer.Ordinal);

    public static async Task<ChatServer> StartAsync(Func<Asked, Act> script, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ChatServer(builder.Build());
        server.app.MapPost("/v1/chat/completions", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            var attempt = server.attempts.AddOrUpdate(body, 1, (_, before) => before + 1);
            var asked = new Asked(Interlocked.Increment(ref server.number), attempt, (time ?? TimeProvider.System).GetUtcNow(), body, context.Request.Headers.Authorization);
            server.Log.Enqueue(asked);
            if (await script(asked)(context, asked)) server.Answered.AddOrUpdate(asked.Hash, 1, (_, before) => before + 1);
        });
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
