using System.Net;
using System.Text;
using System.Text.Json;
using Repro.Evidence.Runs;
using Repro.Judges;

namespace Repro.Cli.Tests.Commands;

/// <summary>Requests that a judge's server did not answer, from the server to the manifest.</summary>
public sealed class JudgeRepeatsTests : IDisposable
{
    private readonly Shell shell = new();
    private readonly HttpListener server = new();
    private readonly string url;

    public JudgeRepeatsTests()
    {
        for (var port = 20_000 + new DirectoryInfo(shell.Root).Name.Sum(c => c * 7); ; port++)
        {
            try
            {
                server.Prefixes.Clear();
                server.Prefixes.Add($"http://127.0.0.1:{port}/");
                server.Start();
                url = $"http://127.0.0.1:{port}/v1";
                return;
            }
            catch (HttpListenerException)
            {
                // another process has the port
            }
        }
    }

    public void Dispose()
    {
        server.Close();
        shell.Dispose();
    }

    [Fact]
    public async Task What_was_sent_again_is_told_and_stands_in_the_manifest()
    {
        var serving = ServeAsync(fails: 2);
        shell.During = (request, _) => request.Judge!.JudgeAsync([new JudgeRequest("q", "Why?", "So.")]).GetAwaiter().GetResult();

        Run().Should().Be(0, shell.Error);

        server.Stop();
        await serving;
        shell.Out.Should().Contain("2 requests to the judge failed and were sent again: 2 x HTTP 503. Each is in the file beside the judge's log that ends in .retries.jsonl; no reply was asked for twice.\n");
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(shell.LastLine, RunFolder.ManifestFile))).RootElement;
        Find(manifest, "repeated")!.Value.GetProperty("HTTP 503").GetInt32().Should().Be(2);
        File.ReadAllLines(shell["log.jsonl.retries.jsonl"]).Should().HaveCount(2);
    }

    [Fact]
    public async Task Nothing_is_told_where_nothing_failed()
    {
        var serving = ServeAsync(fails: 0);
        shell.During = (request, _) => request.Judge!.JudgeAsync([new JudgeRequest("q", "Why?", "So.")]).GetAwaiter().GetResult();

        Run().Should().Be(0, shell.Error);

        server.Stop();
        await serving;
        shell.Out.Should().NotContain("sent again");
        File.ReadAllText(Path.Combine(shell.LastLine, RunFolder.ManifestFile)).Should().NotContain("repeated");
        File.Exists(shell["log.jsonl.retries.jsonl"]).Should().BeFalse();
    }

    private int Run() => shell.Run("run", "--tier", "paper", "--judge", "llm", "--judge-model", "m", "--judge-samples", "1", "--judge-log", shell["log.jsonl"], "--judge-url", url);

    /// <summary>Refuses the first requests by 503, then gives every answer 70.</summary>
    private async Task ServeAsync(int fails)
    {
        try
        {
            for (var asked = 1; ; asked++)
            {
                var context = await server.GetContextAsync();
                using (context.Response)
                {
                    context.Response.StatusCode = asked <= fails ? 503 : 200;
                    await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(asked <= fails ? "busy" : """{"model":"m","choices":[{"message":{"content":"70"}}]}"""));
                }
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private static JsonElement? Find(JsonElement within, string name)
    {
        if (within.ValueKind != JsonValueKind.Object) return null;
        if (within.TryGetProperty(name, out var found)) return found;
        return within.EnumerateObject().Select(property => Find(property.Value, name)).FirstOrDefault(value => value is not null);
    }
}
