using System.Security.Cryptography;
using Repro.Evidence.Bundles;

namespace Repro.Evidence.Tests.Bundles;

/// <summary>Evidence that a test makes up.</summary>
internal sealed class MemoryEvidence(params (string Name, byte[] Bytes)[] files) : IEvidenceFiles
{
    public IReadOnlyList<string> Names => [.. files.Select(f => f.Name).Order(StringComparer.Ordinal)];

    public Stream Open(string name) => new MemoryStream(files.Single(f => f.Name == name).Bytes, writable: false);

    public string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(files.Single(f => f.Name == name).Bytes));
}
