using System.Security.Cryptography;
using System.Text;

namespace Repro.Report.Html;

/// <summary>The page's Content-Security-Policy: nothing runs or is styled but what bears our hash, nothing is ever fetched.</summary>
internal static class ContentPolicy
{
    public static string For(string script, string style)
        => $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text)
        => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
