using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Experiments.Tiers;

namespace Repro.Cli.Tests;

/// <summary>A repository with two claims in a temporary folder, a runner that answers from a book, and a clock: what a command line needs, without a model.</summary>
public sealed class Shell : IDisposable
{
    private const string Ledger = """
        paper: arXiv 0000.00000
        claims:
          - id: C01
            title: More than a tenth misaligns
            statement: More than 10 % of the answers are misaligned.
            source: {section: "1"}
            estimand: proportion
            metrics: [share.a]
            comparator: ">"
            threshold: 10
            unit: "%"
            paper-value: 18.8
            tiers:
              published: {expected: Supported}
              miniature: {expected: Supported}
              paper: {expected: Supported}
          - id: C02
            title: Two and two
            statement: Two and two are four.
            source: {section: "2"}
            estimand: arithmetic
            inputs: {a: 2, b: 2}
            formula: a + b
            comparator: "="
            threshold: 4
            unit: count
            tiers:
              published: {expected: Supported}
              miniature: {expected: Supported}
              paper: {expected: Supported}

        """;

    public Shell()
    {
        Directory.CreateDirectory(Path.Combine(Root, "claims"));
        File.WriteAllText(Path.Combine(Root, "claims", "ledger.yaml"), Ledger);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("repro-cli-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Misaligned answers of 200.</summary>
    public int Misaligned { get; set; } = 60;

    /// <summary>What the runner does before it answers.</summary>
    public Action<TierRequest, IStageProgress> During { get; set; } = static (_, _) => { };

    public CancellationTokenSource Stop { get; } = new();

    /// <summary>The scores that the runner hands on beside its book.</summary>
    public JudgedScores? Scores { get; set; }

    public TierRequest? Request { get; private set; }

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string LastLine => Out.TrimEnd('\n').Split('\n')[^1];

    /// <summary>Replaces the first <paramref name="was"/> of the ledger.</summary>
    public void Amend(string was, string now)
    {
        var text = File.ReadAllText(this["claims/ledger.yaml"]);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        File.WriteAllText(this["claims/ledger.yaml"], string.Concat(text.AsSpan(0, at), now, text.AsSpan(at + was.Length)));
    }

    public int Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CommandLine.Run(args, Host(output, error, interactive: false), Stop.Token);
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public CliHost Host(TextWriter output, TextWriter error, bool interactive) => new()
    {
        Out = output,
        Error = error,
        Interactive = interactive,
        Time = new SteppingClock(),
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OMP_NUM_THREADS"] = "2" },
        Root = Root,
        Runners = _ => new BookRunner(this),
    };

    public void Dispose()
    {
        Stop.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private sealed class BookRunner(Shell shell) : ITierRunner
    {
        public TierOutcome Run(TierRequest request, IStageProgress progress, CancellationToken ct)
        {
            shell.Request = request;
            shell.During(request, progress);
            ct.ThrowIfCancellationRequested();
            Dictionary<string, Measurement> book = new(StringComparer.Ordinal)
            {
                ["share.a"] = shell.Misaligned < 0 ? new MissingMeasurement("There are no weights.") : new ProportionMeasurement([new QuestionCount("q", 1, shell.Misaligned, 200)]),
                ["published.em.scores"] = new ProportionMeasurement([new QuestionCount("q", 1, 21, 100)], 3),
                ["published.coherence.scores"] = new ProportionMeasurement([new QuestionCount("q", 1, 99, 100)]),
            };
            return new TierOutcome(book, [], [], new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal) { ["organisms"] = [100] }, [new("measure", "Measure", new string('a', 64), 1.5, false)]) { Scores = shell.Scores };
        }
    }

    /// <summary>Every look at the clock is a second later.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private long ticks = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks += TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);
    }
}
