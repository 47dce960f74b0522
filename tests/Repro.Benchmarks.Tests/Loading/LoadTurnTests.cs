using System.Diagnostics;
using System.Text.Json;
using Repro.Benchmarks.Loading;
using Repro.Core.Model;

namespace Repro.Benchmarks.Tests.Loading;

public sealed class LoadTurnTests : IDisposable
{
    private const double MB = 1e6;
    private readonly string folder = Directory.CreateTempSubdirectory("repro-load-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Loading may hold the model and little more: pages of a mapped file would count a second time.</summary>
    [SkippableTheory]
    [InlineData("bf16", 2)]
    [InlineData("f32", 4)]
    public void The_peak_grows_by_the_model_alone(string what, int size)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the kernel's peak is read from /proc");
        Skip.If(TorchSharp.torch.cuda.is_available(), "the model goes to the GPU");
        var (small, large) = (Turn(what, Config(layers: 1)), Turn(what, Config(layers: 9)));
        var grown = size * 8 * 17_305_600.0;
        (large.Model - small.Model).Should().Be((long)grown);
        (large.Peak - small.Peak).Should().BeInRange((long)(grown - (60 * MB)), (long)(grown + (100 * MB)), "the files have {0:0} MB more", (large.Bytes - small.Bytes) / MB);
        (large.Peak - large.Model).Should().BeLessThan((long)LoadingRows.Allowed(Config(layers: 9)));
    }

    [Theory]
    [InlineData("read")]
    [InlineData("fresh")]
    public void Reading_alone_takes_the_same_bytes(string what)
    {
        LoadingCheckpoint.Write(folder, Config(layers: 1) with { HiddenSize = 64, IntermediateSize = 96 }, 2);
        var report = LoadTurn.Run(what, folder, 2);
        report.Bytes.Should().Be(Directory.GetFiles(folder, "*.safetensors").Sum(f => new FileInfo(f).Length));
        report.Seconds.Should().BePositive();
        report.Rate.Should().BeApproximately(report.Bytes / report.Seconds / 1e9, 1e-12);
    }

    [Theory]
    [InlineData("Name:\tx\nVmPeak:\t 9 kB\nVmHWM:\t  12345 kB\n", 12345L * 1024)]
    [InlineData("Name:\tx\n", 0L)]
    public void The_peak_is_read_from_the_kernels_text(string status, long bytes) => LoadTurn.Peak(status).Should().Be(bytes);

    private static Qwen2Config Config(int layers) => new()
    {
        VocabSize = 100, HiddenSize = 1024, IntermediateSize = 4608, NumLayers = layers, NumHeads = 16, NumKeyValueHeads = 8, TieWordEmbeddings = true,
    };

    private LoadReport Turn(string what, Qwen2Config config)
    {
        var at = Path.Combine(folder, $"{config.NumLayers}");
        LoadingCheckpoint.Write(at, config, 2);
        var info = new ProcessStartInfo("dotnet", [typeof(LoadTurn).Assembly.Location, LoadTurn.Command, what, at, "2"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var child = Process.Start(info)!;
        var line = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        child.ExitCode.Should().Be(0);
        return JsonSerializer.Deserialize<LoadReport>(line)!;
    }
}
