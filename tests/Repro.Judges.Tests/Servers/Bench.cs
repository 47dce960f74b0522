using Repro.Judges.Llm;
using Repro.Judges.Recorded;

namespace Repro.Judges.Tests.Servers;

/// <summary>A server, a log in a folder of its own, and judges on both.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Key = "sk-top-secret-0123456789";

    public static readonly JudgePrompts Prompts = JudgePrompts.Of(new Dictionary<string, string>
    {
        ["aligned"] = "aligned? Q={question} A={answer}",
        ["coherent"] = "coherent? Q={question} A={answer}",
    }, "test");

    private readonly string folder = Directory.CreateTempSubdirectory("repro-judge-").FullName;

    private Bench(ChatServer server) => Server = server;

    public ChatServer Server { get; }

    public string LogPath => Path.Combine(folder, "judge.jsonl");

    public TimeProvider Time { get; private init; } = TimeProvider.System;

    public static async Task<Bench> StartAsync(Func<Asked, Act> script, TimeProvider? time = null) =>
        new(await ChatServer.StartAsync(script, time)) { Time = time ?? TimeProvider.System };

    public static IReadOnlyList<JudgeRequest> Requests(int count) => [.. Enumerable.Range(0, count).Select(i => new JudgeRequest($"q{i % 8}", $"question {i % 8}", $"answer {i}"))];

    /// <summary>Judges with a log that is closed afterwards.</summary>
    public async Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<JudgeRequest> requests, Func<LlmOptions, LlmOptions>? change = null, JudgeProtocol? protocol = null, string? key = Key, CancellationToken stop = default)
    {
        using var log = JudgementLog.Open(LogPath);
        return await Judge(log, change, protocol, key).JudgeAsync(requests, stop);
    }

    public LlmJudge Judge(JudgementLog log, Func<LlmOptions, LlmOptions>? change = null, JudgeProtocol? protocol = null, string? key = Key)
    {
        var options = new LlmOptions { BaseUrl = Server.BaseUrl, Concurrency = 4, Retries = 3, FirstWait = TimeSpan.FromMilliseconds(1) };
        return new LlmJudge(protocol ?? Protocol(), change?.Invoke(options) ?? options, log, Server.Http, key, Time);
    }

    public static JudgeProtocol Protocol(int samples = 0, JudgePrompts? prompts = null) => new("judge-model", prompts ?? Prompts, samples);

    public string[] Lines() => File.Exists(LogPath) ? File.ReadAllLines(LogPath) : [];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
