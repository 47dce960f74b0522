using System.Security.Cryptography;
using System.Text;
using Repro.Evidence.Bundles;

namespace Repro.Experiments.Tests.Steering;

/// <summary>Evidence with one file's text put in another's place.</summary>
internal sealed class Replaced(IEvidenceFiles files, string name, string text) : IEvidenceFiles
{
    public IReadOnlyList<string> Names => files.Names;

    public Stream Open(string asked) => asked == name ? new MemoryStream(Encoding.UTF8.GetBytes(text)) : files.Open(asked);

    public string Hash(string asked)
    {
        using var stream = Open(asked);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
