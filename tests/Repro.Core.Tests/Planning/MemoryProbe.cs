using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Repro.Core.Generation;
using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Planning;
using Repro.Core.Random;
using Repro.Core.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Planning;

/// <summary>
/// A process of its own that does what a plan is about and says how much memory it came to hold. Every block of 64 KiB is mapped alone and
/// given back when freed, so that resident memory is live memory.
/// </summary>
internal static class MemoryProbe
{
    private const string Training = "training";

    public static bool Works => OperatingSystem.IsLinux() && File.Exists("/proc/self/clear_refs");

    /// <summary>Peak bytes of the process, less those before the model.</summary>
    public static long Measure(MemoryLoad load, bool training)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(MemoryProbe).Assembly.Location);
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal)) start.FileName = "dotnet";
        start.ArgumentList.Add(JsonSerializer.Serialize(load));
        start.ArgumentList.Add(training ? Training : "sampling");
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = start.Environment["MALLOC_TRIM_THRESHOLD_"] = "65536";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var peak = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, error.Result);
        return long.Parse(peak, CultureInfo.InvariantCulture);
    }

    public static int Run(string[] args)
    {
        var load = JsonSerializer.Deserialize<MemoryLoad>(args[0])!;
        set_num_threads(2); // Compute.Configure would keep freed memory
        var before = Status("VmRSS:");
        using var model = new Qwen2(load.Model, CPU, load.Dtype);
        using (no_grad())
        {
            foreach (var parameter in model.parameters()) parameter.fill_(0.01);
        }

        using var adapter = LoraAdapter.Create(load.Model, load.Lora, StreamKey.Of(1, "probe"), CPU);
        using var attached = adapter.Attach(model);
        File.WriteAllText("/proc/self/clear_refs", "5"); // VmHWM begins anew
        if (args[1] == Training) Train(model, adapter, load);
        else Sample(model, load);
        Console.WriteLine((Status("VmHWM:") - before).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static void Train(Qwen2 model, LoraAdapter adapter, MemoryLoad load)
    {
        using var trainer = new Trainer(model, adapter.Parameters, new TrainingOptions { LearningRate = 1e-4, Steps = 1, Recompute = true, Accumulation = load.Accumulation });
        using var scope = NewDisposeScope();
        var ids = ones([load.Rows, load.Tokens], ScalarType.Int64);
        trainer.Step([.. Enumerable.Range(0, load.Accumulation).Select(_ => new TrainingBatch(ids, ids, null))]);
    }

    private static void Sample(Qwen2 model, MemoryLoad load)
    {
        var prompts = Enumerable.Range(0, load.Slots).Select(i => Enumerable.Range(0, load.PromptTokens).Select(t => (i % load.Prompts) + (t % 2)).ToArray());
        var requests = prompts.Select((prompt, i) => new GenerationRequest(prompt, StreamKey.Of(2, "probe").Child(i))).ToList();
        Repro.Core.Generation.Generator.Generate(model, requests, new SamplingOptions { StopToken = SamplingOptions.NoStop, MaxNewTokens = load.NewTokens, BatchSize = load.Slots, Lanes = 1 });
    }

    private static long Status(string key) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(key, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
}
