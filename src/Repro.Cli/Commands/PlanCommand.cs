using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Repro.Claims;
using Repro.Cli.Screen;
using Repro.Core.Planning;
using Repro.Evidence.Runs;
using Repro.Experiments.Organisms;
using Repro.Experiments.Paper;
using Spectre.Console;

namespace Repro.Cli.Commands;

/// <summary><c>plan</c>: whether an organism of the paper tier fits into a device's memory, before any weight is read.</summary>
internal static class PlanCommand
{
    private const double Giga = 1e9;

    internal static Command Create(CliHost host)
    {
        var model = new Option<string>("--model") { Description = "Folder of the checkpoint; config.json suffices.", HelpName = "DIR", Required = true };
        var organism = new Option<string>("--organism") { Description = "Which organism.", HelpName = "NAME", DefaultValueFactory = _ => OrganismNames.NineRank1 };
        var gpu = new Option<string?>("--gpu") { Description = "Memory of the GPU, such as 80GB. Without it the plan is for the CPU, in float32.", HelpName = "SIZE" };
        var memory = new Option<string?>("--memory") { Description = "Memory of the machine, such as 16GB, where it computes on the CPU.", HelpName = "SIZE" };
        var batch = new Option<int?>("--micro-batch") { Description = "Turns of a micro-batch, instead of the papers' 2." };
        var tokens = new Option<int?>("--tokens") { Description = $"Tokens of the longest turn, instead of the data's (without data {OrganismPlan.LongestTurn}, the papers' limit)." };
        var data = new Option<string?>("--data") { Description = "Folder of the papers' data sets: the longest turn is taken from the organism's.", HelpName = "DIR" };
        var asJson = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        var command = new Command("plan", "Predict the peak memory of fine-tuning an organism and sampling from it. Exit code 2 when it does not fit.") { model, organism, gpu, memory, batch, tokens, data, asJson };
        command.SetAction((parsed, _) => Task.FromResult(Plan(
            host,
            OrganismPlan.Of(parsed.GetValue(model)!, parsed.GetValue(organism)!, parsed.GetValue(gpu) is not null, parsed.GetValue(data), parsed.GetValue(batch), parsed.GetValue(tokens)),
            Bytes("--gpu", parsed.GetValue(gpu)) ?? Bytes("--memory", parsed.GetValue(memory)),
            parsed.GetValue(asJson))));
        return command;
    }

    private static int Plan(CliHost host, OrganismPlan plan, long? limit, bool asJson)
    {
        if (asJson)
        {
            var record = new { plan.Organism, plan.Parameters, plan.Load.Cuda, MicroBatch = plan.Load.Rows, plan.Load.Tokens, plan.Load.Slots, plan.Memory.Training, plan.Memory.Sampling, plan.Memory.Peak, Limit = limit, Fits = limit is null ? (bool?)null : plan.Memory.Peak <= limit };
            host.Out.Write(JsonSerializer.Serialize(record, RunJson.Options) + "\n");
        }
        else
        {
            host.Out.WriteLine($"{plan.Organism} on {plan.Parameters / Giga:0.00} B parameters, {(plan.Load.Cuda ? "bfloat16 on a GPU" : "float32 on the CPU")}: micro-batches of {plan.Load.Rows} x {plan.Load.Tokens} tokens, {plan.Load.Slots} answers of {plan.Load.NewTokens} tokens at a time");
            var table = new Table { Border = host.Interactive ? TableBorder.Rounded : TableBorder.Ascii };
            foreach (var column in (string[])["", "GB"]) table.AddColumn(column);
            table.Columns[1].RightAligned();
            Add(table, "Fine-tuning", plan.Memory.Training);
            Add(table, "Sampling", plan.Memory.Sampling);
            Terminal.For(host).Write(table);
        }

        if (limit is not { } most || plan.Memory.Peak <= most) return ExitCode.Expected;
        var largest = plan.LargestFor(most) is { } fits ? $"micro-batches of {fits.Rows} x {fits.Tokens} tokens fit" : "no micro-batch fits: take a smaller checkpoint or a larger device";
        throw new InputException($"{plan.Organism} needs {plan.Memory.Peak / Giga:0.0} GB, and the device has {most / Giga:0.0} GB; {largest}.");
    }

    private static void Add(Table table, string what, IReadOnlyList<MemoryPart> parts)
    {
        foreach (var part in parts) table.AddRow(new Text($"{what}: {part.What}"), new Text($"{part.Bytes / Giga:0.00}"));
        table.AddRow(new Text($"{what}, peak", new Style(decoration: Decoration.Bold)), new Text($"{parts.Sum(part => part.Bytes) / Giga:0.00}", new Style(decoration: Decoration.Bold)));
    }

    /// <summary>80GB, 80 GB, 80GiB, 512MB or plain bytes.</summary>
    private static long? Bytes(string option, string? text)
    {
        if (text is null) return null;
        var unit = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
        var factor = unit.Trim().ToUpperInvariant() switch { "" or "B" => 1, "MB" => 1e6, "GB" => 1e9, "MIB" => 1 << 20, "GIB" => 1 << 30, _ => 0 };
        return factor > 0 && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (long)(number * factor)
            : throw new InputException($"{option} is a size such as 80GB or 40GiB; got '{text}'.");
    }

}
