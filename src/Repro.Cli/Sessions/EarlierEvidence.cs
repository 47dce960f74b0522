using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Evidence.Runs;

namespace Repro.Cli.Sessions;

/// <summary>What earlier runs answered, as far as their folders say.</summary>
internal static class EarlierEvidence
{
    /// <summary>Of each claim that an earlier run answered in other words, the latest such run and what it reads otherwise.</summary>
    /// <param name="runs">The folder of all runs.</param>
    /// <param name="now">The claims as they stand.</param>
    internal static IReadOnlyList<Amendment> AmendedSince(string runs, ClaimTexts now)
    {
        if (!Directory.Exists(runs)) return [];
        return
        [
            .. Directory.EnumerateDirectories(runs)
                .SelectMany(folder => Of(folder, now))
                .GroupBy(found => found.Amendment.Claim, StringComparer.Ordinal)
                .OrderBy(claim => claim.Key, StringComparer.Ordinal)
                .Select(claim => claim.OrderBy(found => found.Finished).ThenBy(found => found.Amendment.Evidence, StringComparer.Ordinal).Last().Amendment),
        ];
    }

    private static IEnumerable<(Amendment Amendment, DateTimeOffset Finished)> Of(string folder, ClaimTexts now)
    {
        try
        {
            var amended = Amendment.Between($"run {Path.GetFileName(folder)}", StoredRun.LedgerOf(folder), now);
            if (amended.Count == 0) return [];
            var finished = StoredRun.Open(folder).Claims.Finished;
            return amended.Select(a => (a, finished));
        }
        catch (Exception e) when (e is InputException or InvalidDataException)
        {
            return []; // what is no whole run is no evidence
        }
    }
}
