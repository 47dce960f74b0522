using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;

namespace Repro.Cli.Sessions;

/// <summary>The claims as a run answered them, word for word, where its evidence holds them; else as they stand now.</summary>
internal sealed class AnsweredLedger
{
    private readonly Ledger now;
    private readonly ClaimTexts texts;

    internal AnsweredLedger(CliHost host, IEvidenceFiles files, RunManifest manifest)
    {
        now = Ledger.Load(host.LedgerPath);
        var name = EvidencePath.Run(RunFolder.LedgerFile);
        texts = files.Names.Contains(name, StringComparer.Ordinal) ? ClaimTexts.Parse(RunFolder.LedgerFile, EvidenceSet.ReadText(files, name)) : ClaimTexts.None;
        Notes =
        [
            .. LedgerLock.Of(now).Whole == manifest.Provenance.LedgerHash ? Array.Empty<string>() : ["the claims ledger is not the one that the run was made with"],
            .. Amendment.Between(manifest.Run, texts, ClaimTexts.Of(now.Claims)).Select(a => $"{a.Claim} was amended after this run: {string.Join("; ", a.Changes)}"),
        ];
    }

    /// <summary>What a reader should know about the ledger.</summary>
    internal IReadOnlyList<string> Notes { get; }

    /// <summary>The claim of an id.</summary>
    /// <exception cref="InputException">There is none.</exception>
    internal Claim this[string id]
    {
        get
        {
            if (texts[id] is not { } text) return now[id];
            try
            {
                // A text of another version of the schema does not come out as it went in; the claim as it stands is then the best there is.
                if (JsonSerializer.Deserialize<Claim>(text) is { } claim && ClaimTexts.Of([claim])[id] == text) return claim;
            }
            catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
            {
            }

            return now[id];
        }
    }
}
