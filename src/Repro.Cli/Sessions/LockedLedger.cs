using Repro.Claims.Ledgers;

namespace Repro.Cli.Sessions;

/// <summary>The lock of the ledger, with the text of every locked claim.</summary>
/// <param name="Lock">claims.lock.</param>
/// <param name="Texts">claims.lock.jsonl.</param>
internal sealed record LockedLedger(LedgerLock Lock, ClaimTexts Texts)
{
    /// <summary>Reads both files.</summary>
    /// <exception cref="Repro.Claims.InputException">One is absent or malformed, or they do not belong together.</exception>
    internal static LockedLedger Read(CliHost host)
    {
        var locked = LedgerLock.Read(Path.Combine(host.LedgerPath, LedgerLock.FileName));
        return new LockedLedger(locked, locked.ReadTexts(Path.Combine(host.LedgerPath, LedgerLock.TextsFileName)));
    }
}
