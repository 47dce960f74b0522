namespace VerifyTests;

/// <summary>What a comparer found: equal, or not and why.</summary>
public readonly struct CompareResult
{
    public CompareResult(in bool isEqual) => IsEqual = isEqual;

    private CompareResult(bool isEqual, string? message)
    {
        IsEqual = isEqual;
        Message = message;
    }

    public static readonly CompareResult Equal = new(true);

    public bool IsEqual { get; }

    public string? Message { get; }

    public static CompareResult NotEqual(in string? message = null) => new(false, message);
}
