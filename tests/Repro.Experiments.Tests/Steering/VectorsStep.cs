using Repro.Evidence.Store;
using Repro.Experiments.Directions;
using Repro.Experiments.Interventions;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Tests.Steering;

/// <summary>What steering would add, looked at.</summary>
internal sealed class VectorsStep(IEnumerable<SteeringVectors> vectors) : Step<IReadOnlyList<MeanDiff>>
{
    private readonly List<SteeringVectors> of = [.. vectors];

    public override string Stage => "test-vectors";

    public override string Label => "vectors";

    public override object Spec => new { Kinds = of.ConvertAll(v => v.Spec) };

    public override IReadOnlyList<IStep> Inputs => [.. of.SelectMany(v => v.Inputs)];

    public override IReadOnlyList<MeanDiff> Make(StepContext context) => of.ConvertAll(v => v.Of(context));

    public override void Write(IReadOnlyList<MeanDiff> value, ArtifactWriter writer) => writer.WriteText("none.txt", "");

    public override IReadOnlyList<MeanDiff> Read(Artifact artifact, StepContext context) => Make(context);
}
