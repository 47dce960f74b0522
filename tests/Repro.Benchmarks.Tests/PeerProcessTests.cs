using System.Runtime.Versioning;

namespace Repro.Benchmarks.Tests;

/// <summary>Peers that are a few lines of shell: no Python is needed, and no PyTorch.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PeerProcessTests : IDisposable
{
    private const string Hello = """read line; echo '{"torch": "9.9", "threads": 2, "device": "cpu"}'""";
    private static readonly Work Add = new("op.add", "calls/s", ["f32"], new BenchShape());
    private readonly string folder = Directory.CreateTempSubdirectory("repro-peer-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Speeds_are_units_by_seconds_and_by_seconds_of_cpu()
    {
        using var peer = Start($$"""{{Hello}}; read line; echo '{"seconds": 2, "cpu": 4, "units": 12}'; read line; echo '{}'; cat > /dev/null""")!;
        peer.Version.Should().Be("9.9");
        peer.Device.Should().Be("cpu");
        peer.Run(Add, "f32").Should().Be(new Speed(6, 3));
        peer.Invoking(p => p.Drop(Add)).Should().NotThrow();
    }

    [Fact]
    public void A_request_is_one_line_with_the_works_own_shape()
    {
        using var peer = Start($$"""{{Hello}}; read -r line; echo "$line" > {{folder}}/request; echo '{"seconds": 1, "cpu": 1, "units": 1}'; cat > /dev/null""")!;
        peer.Run(new Work("train.lora.500M", "tokens/s", ["bf16"], BenchShape.Half), "bf16");
        File.ReadAllText(Path.Combine(folder, "request")).Should().StartWith("""{"do":"run","work":"train.lora.500M","variant":"bf16","shape":{"vocab":151936,"hidden":896,"intermediate":4864,"layers":24,"heads":14,"kv_heads":2""")
            .And.Contain("\"narrow_weights\":true").And.NotContain("Half");
    }

    [Fact]
    public void Pins_of_kernels_are_not_inherited_and_threads_sleep_while_they_wait()
    {
        string[] pins = ["OPENBLAS_BENCH_TEST", "ONEDNN_BENCH_TEST", "DNNL_BENCH_TEST", "MKL_BENCH_TEST"];
        foreach (var pin in pins) Environment.SetEnvironmentVariable(pin, "1");
        try
        {
            using var peer = Start($"env > {folder}/environment; {Hello}; cat > /dev/null");
            var environment = File.ReadAllLines(Path.Combine(folder, "environment"));
            environment.Should().Contain("OMP_WAIT_POLICY=PASSIVE").And.Contain("OMP_NUM_THREADS=2");
            environment.Should().NotContain(line => line.Contains("BENCH_TEST", StringComparison.Ordinal));
        }
        finally
        {
            foreach (var pin in pins) Environment.SetEnvironmentVariable(pin, null);
        }
    }

    [Fact]
    public void No_python_is_no_peer() => PeerProcess.Start(Path.Combine(folder, "none"), 2, "cpu").Should().BeNull();

    [Fact]
    public void A_python_without_torch_is_no_peer() => Start("echo 'No module named torch' >&2; exit 1").Should().BeNull();

    [Fact]
    public void A_peer_that_dies_at_work_is_named()
    {
        using var peer = Start($"{Hello}; read line; exit 1")!;
        peer.Invoking(p => p.Run(Add, "f32")).Should().Throw<InvalidOperationException>()
            .WithMessage("The peer ended during op.add f32. Run benchmarks/peer/peer.py by hand to see why.");
        peer.Invoking(p => p.Run(Add, "f32")).Should().Throw<InvalidOperationException>()
            .WithMessage("The peer ended during op.add f32. Run benchmarks/peer/peer.py by hand to see why.");
    }

    [Theory]
    [InlineData("""{"seconds": 1, "cp""")]
    [InlineData("Killed")]
    [InlineData("12")]
    public void Half_a_line_is_refused(string line)
    {
        using var peer = Start($"{Hello}; read line; printf '%s' '{line}'; exit 0")!;
        peer.Invoking(p => p.Run(Add, "f32")).Should().Throw<InvalidOperationException>()
            .WithMessage($"The peer must answer with one line that is a JSON object, got '{line}'. Run benchmarks/peer/peer.py by hand to see why.");
    }

    [Fact]
    public void An_answer_without_its_numbers_is_refused()
    {
        using var peer = Start($$"""{{Hello}}; read line; echo '{"seconds": 1, "units": 2}'; cat > /dev/null""")!;
        peer.Invoking(p => p.Run(Add, "f32")).Should().Throw<InvalidOperationException>()
            .WithMessage("""The peer must answer with units, seconds and cpu above 0, got '{"seconds":1,"units":2}'. Run benchmarks/peer/peer.py by hand to see why.""");
    }

    [Fact]
    public void A_first_line_that_is_no_answer_is_refused() =>
        FluentActions.Invoking(() => Start("read line; echo Python 2.7")).Should().Throw<InvalidOperationException>()
            .WithMessage("The peer must answer with one line that is a JSON object, got 'Python 2.7'. Run benchmarks/peer/peer.py by hand to see why.");

    [Fact]
    public void A_missing_peer_ends_the_bench_with_what_to_do()
    {
        var python = Path.Combine(folder, "none");
        FluentActions.Invoking(() => Bench.Measure(new BenchOptions { Python = python, Only = "op.add" }, folder, new Progress<string>()).ToList()).Should().Throw<InvalidOperationException>()
            .WithMessage($"repro bench measures against PyTorch, and {python} cannot import torch. Install it (Debian: apt-get install python3-torch), or name another Python with --python PATH.");
    }

    [Fact]
    public void Sides_on_two_devices_are_refused()
    {
        var python = Script("""read line; echo '{"torch": "9.9", "threads": 2, "device": "abacus"}'; cat > /dev/null""");
        FluentActions.Invoking(() => Bench.Measure(new BenchOptions { Python = python, Only = "op.add" }, folder, new Progress<string>()).ToList()).Should().Throw<InvalidOperationException>()
            .WithMessage($"Both sides must compute on one device, got c* here and abacus in {python}. Install a PyTorch for c*, or name another Python with --python PATH.");
    }

    private PeerProcess? Start(string script) => PeerProcess.Start(Script(script), 2, "cpu");

    private string Script(string lines)
    {
        var path = Path.Combine(folder, "python");
        File.WriteAllText(path, $"#!/bin/bash\n{lines}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
