using Repro.Core.Generation;
using Repro.Core.Model;
using Repro.Core.Random;

namespace Repro.Benchmarks;

/// <summary>Sampling at temperature 1 without a stop token, all rows in one batch.</summary>
internal sealed class GenerateWork : IWork
{
    private readonly Qwen2 model;
    private readonly GenerationRequest[] requests;
    private readonly SamplingOptions options;

    public GenerateWork(BenchShape shape, string variant, int rows)
    {
        var key = StreamKey.Of(0, "bench");
        model = Works.Model(shape, variant, key);
        requests = [.. Enumerable.Range(0, rows).Select(row => new GenerationRequest(
            Works.Row(shape.Vocab, shape.Prompt, key.Child("prompt").Child(row)), key.Child("draws").Child(row)))];
        options = new SamplingOptions { Temperature = 1, TopP = 1, MaxNewTokens = shape.NewTokens, StopToken = SamplingOptions.NoStop, PadToken = 0, BatchSize = rows };
    }

    public long Run() => Generator.Generate(model, requests, options).Sum(tokens => (long)tokens.Length);

    public void Dispose() => model.Dispose();
}
