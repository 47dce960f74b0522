using System.Globalization;
using Repro.Evidence.Runs;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>Everything that made the run: code, machine, seeds, and each stage with its artifact.</summary>
internal static class ProvenanceSection
{
    public static Markup Render(RunDocument run)
    {
        var p = run.Provenance;
        return Markup.Of(
            $"""
             <section id="provenance" aria-labelledby="provenance-heading" tabindex="-1">
             <h2 id="provenance-heading">Provenance</h2>
             <div class="provenance">
             {Group("Code", [
                 ("Commit", Hash(p.Commit)),
                 ("Working tree", Markup.Text(p.Dirty ? "had uncommitted changes" : "clean")),
                 .. p.DiffHash is { } diff ? [("Hash of the changes", Hash(diff))] : Array.Empty<(string, Markup)>(),
                 ("Claims ledger", Hash(p.LedgerHash)),
                 .. p.ArtifactsRoot is { } root ? [("Merkle root of all artifacts", Hash(root))] : Array.Empty<(string, Markup)>(),
                 .. Sorted(p.Versions)])}
             {Group("Machine", [
                 .. Sorted(p.Machine),
                 .. p.PeakMemory > 0 ? [("peak memory", Markup.Text(Numbers.Bytes(p.PeakMemory)))] : Array.Empty<(string, Markup)>(),
                 .. p.EnergyJoules is { } joules ? [("energy of the processors", Markup.Text($"{(joules / 1000).ToString("0.0", CultureInfo.InvariantCulture)} kJ"))] : Array.Empty<(string, Markup)>()])}
             {Group("Seeds", p.Seeds.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, Markup.Text(Seeds(pair.Value)))))}
             {Group("Environment", Sorted(p.Environment))}
             </div>
             <h3>Command</h3>
             <div class="scroll" tabindex="0" role="region" aria-label="Command line"><pre><code>{p.CommandLine}</code></pre></div>
             {Stages(p.Stages)}
             </section>
             """);
    }

    private static IEnumerable<(string, Markup)> Sorted(IReadOnlyDictionary<string, string> values)
        => values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, Markup.Text(pair.Value)));

    private static string Seeds(IReadOnlyList<long> seeds) => string.Join(", ", seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)));

    private static Markup Hash(string hash) => Markup.Of($"<code class=\"hash\" tabindex=\"0\">{hash}</code>");

    private static Markup Group(string title, IEnumerable<(string Name, Markup Value)> rows)
    {
        var list = rows.ToList();
        return list.Count == 0
            ? Markup.Empty
            : Markup.Of($"<div><h3>{title}</h3><dl class=\"facts\">{list.Select(row => Markup.Of($"<div><dt>{row.Name}</dt><dd>{row.Value}</dd></div>"))}</dl></div>");
    }

    private static Markup Stages(IReadOnlyList<StageTime> stages)
        => stages.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                 <h3>Stages</h3>
                 <div class="scroll" tabindex="0" role="region" aria-label="Stages">
                 <table class="stages"><thead><tr><th scope="col">Stage</th><th scope="col">What</th><th scope="col">Time</th><th scope="col">Artifact</th></tr></thead>
                 <tbody>{stages.Select(stage => Markup.Of($"<tr><th scope=\"row\">{stage.Stage}</th><td>{stage.Label}</td><td class=\"time\">{(stage.Reused ? "reused" : Numbers.Seconds(stage.Seconds))}</td><td>{Hash(stage.ArtifactId)}</td></tr>"))}</tbody>
                 <tfoot><tr><th scope="row">All</th><td></td><td class="time">{Numbers.Seconds(stages.Sum(stage => stage.Seconds))}</td><td></td></tr></tfoot>
                 </table></div>
                 """);
}
