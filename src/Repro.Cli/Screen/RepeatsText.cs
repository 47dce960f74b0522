using Repro.Evidence.Runs;

namespace Repro.Cli.Screen;

/// <summary>How many requests to a judge were sent again, and why.</summary>
internal static class RepeatsText
{
    internal static void Write(CliHost host, Provenance provenance)
    {
        if (provenance.Repeated is not { Count: > 0 } repeated) return;
        var all = repeated.Values.Sum();
        var reasons = repeated.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => $"{reason.Value} x {reason.Key}");
        host.Out.WriteLine($"{all} {(all == 1 ? "request" : "requests")} to the judge failed and {(all == 1 ? "was" : "were")} sent again: {string.Join(", ", reasons)}. Each is in the file beside the judge's log that ends in .retries.jsonl; no reply was asked for twice.");
    }
}
