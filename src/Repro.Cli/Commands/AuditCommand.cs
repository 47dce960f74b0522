using System.CommandLine;
using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Cli.Screen;
using Repro.Evidence.Store;
using Repro.Experiments.Tiers;
using Spectre.Console;

namespace Repro.Cli.Commands;

/// <summary><c>audit DIR</c>: misalignment and coherence of every score file in a folder, computed here.</summary>
internal static class AuditCommand
{
    private const string Em = "published.em.";
    private const string Coherence = "published.coherence.";

    internal static Command Create(CliHost host)
    {
        var folder = new Argument<string>("DIR") { Description = "A folder of released scores, laid out like the upstream repositories." };
        var store = new Option<string?>("--store") { Description = "Folder of the artifact store, instead of artifacts/store.", HelpName = "DIR" };
        var command = new Command("audit", "Compute EM and coherence of every score file in a folder.") { folder, store };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var directory = parsed.GetValue(folder)!;
            if (!Directory.Exists(directory)) throw new InputException($"audit names a folder that exists; got '{directory}'. Check the path.");
            var artifacts = new ArtifactStore(parsed.GetValue(store) ?? Path.Combine(host.Root, "artifacts", "store"), host.Error.WriteLine);
            using var progress = ScreenProgress.For(host);
            var book = host.Runners(Tiers.Published).Run(new TierRequest(Tiers.Published, Path.GetFullPath(directory), null, [], artifacts, 0, false), progress, stop).Book;
            progress.Close();
            return Write(host, book);
        }, stop));
        return command;
    }

    private static int Write(CliHost host, IReadOnlyDictionary<string, Measurement> book)
    {
        var table = new Table { Border = host.Interactive ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in (string[])["Scores", "EM", "Coherent", "Scored", "Without a score"]) table.AddColumn(column);
        foreach (var (key, value) in book.Where(m => m.Key.StartsWith(Em, StringComparison.Ordinal)).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (value is not ProportionMeasurement em) continue;
            var coherent = book.GetValueOrDefault(Coherence + key[Em.Length..]) as ProportionMeasurement;
            table.AddRow(new Text(key[Em.Length..]), new Text(Share(em)), new Text(coherent is null ? "-" : Share(coherent)), new Text(em.Counts.Sum(c => c.Trials).ToString()), new Text(em.Missing.ToString()));
        }

        Terminal.For(host).Write(table);
        return table.Rows.Count > 0 ? ExitCode.Expected : ExitCode.Incomplete;
    }

    private static string Share(ProportionMeasurement share)
    {
        var trials = share.Counts.Sum(c => c.Trials);
        return trials == 0 ? "-" : $"{100.0 * share.Counts.Sum(c => c.Successes) / trials:0.0} %";
    }
}
