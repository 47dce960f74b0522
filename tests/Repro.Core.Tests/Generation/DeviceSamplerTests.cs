using Repro.Core.Generation;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Generation;

public sealed class DeviceSamplerTests
{
    private const int Words = 301;

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(1)]
    public void It_draws_the_tokens_of_the_hosts_sampler(double temperature)
    {
        using var scope = NewDisposeScope();
        var logits = Tiny.Gaussian(StreamKey.Of(1, "logits"), 5 * Words).view(5, Words).mul(3);
        var values = Tiny.Floats(logits);
        var options = new SamplingOptions { StopToken = 0, Temperature = temperature };
        var draws = new CounterRandom(StreamKey.Of(2, "uniforms"));
        var rows = Enumerable.Range(0, 2000).Select(i => i % 5).ToArray();
        var uniforms = Array.ConvertAll(rows, _ => draws.NextDouble());
        (uniforms[0], uniforms[1]) = (0, 1 - (1.0 / (1L << 53)));
        var expected = rows.Zip(uniforms, (row, u) => Sampler.Draw(values.AsSpan(row * Words, Words), u, options, new double[Words]));
        DeviceSampler.Draw(logits, rows, uniforms, temperature).Should().Equal(expected);
    }

    [Fact]
    public void A_token_without_probability_is_never_drawn()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { -2000f, 0f, 0f, -2000f }, [1, 4]);
        DeviceSampler.Draw(logits, [0, 0, 0, 0], [0, 0.25, 0.75, 1 - (1.0 / (1L << 53))], 1).Should().Equal(1, 1, 2, 2);
    }

    [Theory]
    [InlineData(DeviceType.CPU, 1, 1, false)]
    [InlineData(DeviceType.CUDA, 1, 1, true)]
    [InlineData(DeviceType.CUDA, 0.9, 1, false)]
    [InlineData(DeviceType.CUDA, 0.9, 0, true)]
    public void It_serves_other_devices_unless_the_vocabulary_must_be_sorted(DeviceType type, double topP, double temperature, bool serves) =>
        DeviceSampler.Serves(new Device(type), new SamplingOptions { StopToken = 0, TopP = topP, Temperature = temperature }).Should().Be(serves);
}
