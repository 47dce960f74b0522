namespace Repro.Benchmarks;

/// <summary>What was asked on the command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = "repro bench [--json] [--quick] [--only PREFIX] [--threads N] [--python PATH], or repro bench --tokenizer PATH";

    public bool Json { get; init; }

    public bool Quick { get; init; }

    public string Only { get; init; } = "";

    public int Threads { get; init; } = 2;

    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>A tokenizer.json to measure, without a peer; null: the duels.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>Turns a side: medians of 7, of 3 when quick.</summary>
    public int Turns => Quick ? 3 : 7;

    public BenchShape Shape => Quick ? new BenchShape { Steps = 1 } : new BenchShape();

    /// <exception cref="FormatException">An argument is not known or has no value.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--json" => options with { Json = true },
                "--quick" => options with { Quick = true },
                "--only" => options with { Only = Value(arguments, ref i) },
                "--python" => options with { Python = Value(arguments, ref i) },
                "--tokenizer" => options with { Tokenizer = Value(arguments, ref i) },
                "--threads" => options with { Threads = Number(Value(arguments, ref i)) },
                var other => throw new FormatException($"bench does not know '{other}'. Usage: {Usage}"),
            };
        }

        return options;
    }

    private static string Value(IReadOnlyList<string> arguments, ref int i) => ++i < arguments.Count
        ? arguments[i]
        : throw new FormatException($"{arguments[i - 1]} needs a value. Usage: {Usage}");

    private static int Number(string text) => int.TryParse(text, out var n) && n > 0
        ? n
        : throw new FormatException($"--threads must be a whole number above 0, got '{text}'.");
}
