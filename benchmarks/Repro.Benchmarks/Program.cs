#pragma warning disable RS0030 // the one place of this program that touches the console
using System.Text.Json;
using Repro.Benchmarks;
using Repro.Core;

return Run(args);

static int Run(string[] arguments)
{
    BenchOptions options;
    try
    {
        options = BenchOptions.Parse(arguments);
    }
    catch (FormatException e)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }

    if (options.Tokenizer is { } tokenizer)
    {
        foreach (var (row, speed) in TokenizerSpeed.Measure(tokenizer, Directory.GetCurrentDirectory(), options.Turns)) Console.WriteLine($"{row,-24}{speed.Wall,8:0.0} MB/s of the clock{speed.Cpu,8:0.0} MB/s of CPU time");
        return 0;
    }

    using var peer = PeerProcess.Start(options.Python, options.Shape, options.Threads);
    if (peer is null)
    {
        Console.Error.WriteLine(
            $"repro bench measures against PyTorch, and {options.Python} cannot import torch. Install it (Debian: apt-get install python3-torch), or name another Python with --python PATH.");
        return 2;
    }

    Compute.Configure(options.Threads);
    Console.Error.WriteLine($"ours: {Compute.Describe()}; peer: PyTorch {peer.Version}, eager; {options.Threads} threads each, in turns, medians of {options.Turns}");
    var duel = new Duel(peer, options.Shape, options.Turns, new ProgressLines(Console.Error));
    if (!options.Json) Console.WriteLine($"{"",-20}{"ours",14}{"peer",14}  {"",-9}{"ratio",8}{"of CPU",8}");
    var rows = new List<BenchRow>();
    foreach (var (name, unit, variants) in Works.All.Where(w => w.Name.StartsWith(options.Only, StringComparison.Ordinal)))
    {
        foreach (var row in duel.Fight(name, unit, variants))
        {
            rows.Add(row);
            if (!options.Json) Console.WriteLine($"{row.Name,-20}{row.Ours,14:N0}{row.Peer,14:N0}  {row.Unit,-9}{row.Ratio,7:0.00}x{row.CpuRatio,7:0.00}x");
        }
    }

    if (options.Json) Console.WriteLine(JsonSerializer.Serialize(rows));
    return 0;
}
