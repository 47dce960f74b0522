namespace Repro.Benchmarks;

/// <summary>What was asked on the command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = "repro bench [--json] [--quick | --full] [--only PREFIX] [--threads N] [--python PATH], or repro bench --tokenizer PATH";

    public bool Json { get; init; }

    public bool Quick { get; init; }

    /// <summary>The slow rows too: a model of 494 M parameters, and loading into float32.</summary>
    public bool Full { get; init; }

    /// <summary>Rows whose names begin with this, slow ones among them.</summary>
    public string Only { get; init; } = "";

    public int Threads { get; init; } = 2;

    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>A tokenizer.json to measure, without a peer; null: the duels.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>Turns a side: medians of 5, of 3 when quick.</summary>
    public int Turns => Quick ? 3 : 5;

    public BenchShape Shape => Quick ? new BenchShape { Steps = 1, Responses = 200 } : new BenchShape();

    /// <summary>Whether a row of this name is asked for.</summary>
    public bool Wants(string name, bool slow = false) => name.StartsWith(Only, StringComparison.Ordinal) && (!slow || Full || Only.Length > 0);

    /// <summary>Whether any row of a group is asked for that is measured as one.</summary>
    public bool WantsAnyOf(string group) => Wants(group) || Only.StartsWith(group + ".", StringComparison.Ordinal);

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
                "--full" => options with { Full = true },
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
