namespace Repro.Faults.Tests.Hostile;

/// <summary>A file that breaks a rule, and which.</summary>
public sealed record BadFile(string Defect, byte[] Bytes)
{
    public override string ToString() => $"{Defect}: {Bytes.Length} bytes, {Convert.ToHexStringLower(Bytes.AsSpan(0, Math.Min(Bytes.Length, 400)))}";
}
