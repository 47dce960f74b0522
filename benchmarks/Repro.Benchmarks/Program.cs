#pragma warning disable RS0030 // the one place of this program that touches the console
using System.Globalization;
using System.Text.Json;
using Repro.Benchmarks;
using Repro.Benchmarks.Loading;

if (args is [LoadTurn.Command, var what, var folder, var threads])
{
    Console.WriteLine(JsonSerializer.Serialize(LoadTurn.Run(what, folder, int.Parse(threads, CultureInfo.InvariantCulture))));
    return 0;
}

try
{
    var options = BenchOptions.Parse(args);
    if (options.Tokenizer is { } tokenizer)
    {
        foreach (var (row, speed) in TokenizerSpeed.Measure(tokenizer, Directory.GetCurrentDirectory(), options.Turns)) Console.WriteLine($"{row,-24}{speed.Wall,8:0.0} MB/s of the clock{speed.Cpu,8:0.0} MB/s of CPU time");
        return 0;
    }

    if (!options.Json) Console.WriteLine(BenchTable.Head);
    var rows = new List<BenchRow>();
    foreach (var row in Bench.Measure(options, Directory.GetCurrentDirectory(), new ProgressLines(Console.Error)))
    {
        rows.Add(row);
        if (!options.Json) Console.WriteLine(BenchTable.Line(row));
    }

    if (options.Json) Console.WriteLine(JsonSerializer.Serialize(rows));
    return 0;
}
catch (Exception e) when (e is FormatException or InvalidOperationException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
