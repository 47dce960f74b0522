using System.Globalization;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Tests.Pipeline;

/// <summary>Adds a number to its inputs and counts how often it is made and read.</summary>
internal sealed class NumberStep(string name, int number, params NumberStep[] inputs) : Step<int>
{
    public int Made { get; private set; }

    public int Reads { get; private set; }

    public bool Takes { get; init; }

    public Exception? Failure { get; init; }

    public override string Stage => "number";

    public override string Label => name;

    public override object Spec => new { Name = name, Number = number };

    public override IReadOnlyList<IStep> Inputs => inputs;

    public override int Make(StepContext context)
    {
        Made++;
        if (Failure is not null) throw Failure;
        return number + inputs.Sum(input => Takes ? context.Take(input) : context.Need(input));
    }

    public override void Write(int value, ArtifactWriter writer) => writer.WriteText("number.txt", value.ToString(CultureInfo.InvariantCulture));

    public override int Read(Artifact artifact, StepContext context)
    {
        Reads++;
        return int.Parse(File.ReadAllText(artifact.PathOf("number.txt")), CultureInfo.InvariantCulture);
    }
}
