using Repro.Benchmarks.Loading;
using Repro.Core;
using TorchSharp;

namespace Repro.Benchmarks;

/// <summary>Everything that was asked for, row after row.</summary>
internal static class Bench
{
    private const string Vocabulary = "golden/reference/tokenizer/tokenizer.json";

    /// <exception cref="InvalidOperationException">There is no peer, or it has another device.</exception>
    public static IEnumerable<BenchRow> Measure(BenchOptions options, string root, IProgress<string> progress)
    {
        Compute.Configure(options.Threads);
        var works = Works.All(options).Where(w => options.Wants(w.Name, w.Slow)).ToList();
        var ceilings = new Ceilings();
        if (works.Count > 0)
        {
            using var peer = Peer(options, progress);
            var duel = new Duel(peer, Works.Make, variant => (ceilings.Gemm(variant), ceilings.Memory()), options.Turns, progress);
            foreach (var row in works.SelectMany(duel.Fight)) yield return row;
        }

        if (options.Wants("hooks.cost")) yield return HookCost.Measure(options.Shape, 2 * options.Turns, progress);
        if (options.WantsAnyOf("tokenizer"))
        {
            foreach (var (row, speed) in TokenizerSpeed.Measure(Path.Combine(root, Vocabulary), root, 3))
                yield return new BenchRow(row switch { "own text, cache empty" => "tokenizer", "own text, cache full" => "tokenizer.cached", _ => "tokenizer.once" }, speed.Wall, null, "MB/s", null, null, null);
        }

        if (options.WantsAnyOf("load"))
        {
            foreach (var row in LoadingRows.Measure(options.Threads, 3, options.Full || options.Only.Length > 0, progress)) yield return row;
        }

        foreach (var row in ceilings.Rows) yield return row;
    }

    private static PeerProcess Peer(BenchOptions options, IProgress<string> progress)
    {
        var device = Compute.DefaultDevice.type == DeviceType.CUDA ? "cuda" : "cpu";
        var peer = PeerProcess.Start(options.Python, options.Threads, device) ?? throw new InvalidOperationException(
            $"repro bench measures against PyTorch, and {options.Python} cannot import torch. Install it (Debian: apt-get install python3-torch), or name another Python with --python PATH.");
        if (peer.Device != device)
        {
            var other = peer.Device;
            peer.Dispose();
            throw new InvalidOperationException($"Both sides must compute on one device, got {device} here and {other} in {options.Python}. Install a PyTorch for {device}, or name another Python with --python PATH.");
        }

        progress.Report($"ours: {Compute.Describe()}; peer: PyTorch {peer.Version}, eager, {peer.Device}; {options.Threads} threads each, in turns, medians of {options.Turns} at most");
        return peer;
    }
}
