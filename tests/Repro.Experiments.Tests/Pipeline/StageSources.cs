using System.Runtime.CompilerServices;
using Repro.Evidence.Files;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Tests.Pipeline;

/// <summary>
/// Which sources compute a stage, below src/: files, or folders with all that is in them. Comments on lines of their own and indentation do not count,
/// so that a hash changes with code only.
/// </summary>
internal static class StageSources
{
    private static readonly string[] Engine = ["Repro.Core/Model", "Repro.Core/Kernels", "Repro.Core/Hooking", "Repro.Core/Random", "Repro.Core/Lanes.cs"];

    private static readonly string[] Training = [.. Engine, "Repro.Core/Training", "Repro.Core/Lora", "Repro.Experiments/Organisms/TurnBatch.cs", "Repro.Experiments/Organisms/TrainingCheckpoints.cs"];

    private static readonly string[] World = ["Repro.Experiments/Worlds", "Repro.Experiments/Miniature/WorldIdentity.cs", "Repro.Judges/Miniature"];

    private static readonly string[] Counting = ["Repro.Experiments/Responses/Tally.cs", "Repro.Experiments/Responses/Cuts.cs", "Repro.Experiments/Emergence/RateFigure.cs"];

    /// <summary>How sums of activations are taken.</summary>
    private static readonly string[] Reading =
        ["Repro.Experiments/Directions/AnswerSums.cs", "Repro.Experiments/Directions/RowSums.cs", "Repro.Experiments/Directions/ActivationRows.cs", "Repro.Experiments/Directions/ActivationsFile.cs", "Repro.Experiments/Responses/Cuts.cs", "Repro.Experiments/Organisms/TurnBatch.cs"];

    private static readonly string[] Cosines = ["Repro.Experiments/Convergence/Bootstrap.cs", "Repro.Experiments/Convergence/ConvergenceResult.cs", "Repro.Experiments/Directions/MeanDiff.cs", "Repro.Experiments/Directions/ResponseActivations.cs", "Repro.Core/Random"];

    private static readonly string[] Drawing = [.. Engine, "Repro.Core/Generation", "Repro.Core/Lora", "Repro.Experiments/Responses/ResponsesStep.cs", "Repro.Experiments/Responses/AnswerBlocks.cs"];

    private static readonly string[] Means = ["Repro.Experiments/Directions/MeanDiffFile.cs", "Repro.Experiments/Directions/MeanDiff.cs"];

    private static readonly string[] ByTopic = ["Repro.Experiments/Semantics/SemanticRows.cs", "Repro.Experiments/Semantics/SemanticTopics.cs", "Repro.Experiments/Responses/TopicScores.cs"];

    private static readonly string[] Chosen =
    [
        "Repro.Experiments/Steering/SteeringChoice.cs", "Repro.Experiments/Steering/CellAnswers.cs", "Repro.Experiments/Steering/SteeringGrid.cs", "Repro.Experiments/Steering/SteeringCell.cs",
        "Repro.Experiments/Responses/Corrections.cs", "Repro.Experiments/Responses/Cuts.cs",
    ];

    private static readonly string[] Probing = ["Repro.Experiments/Probes", "Repro.Experiments/Scalars/AnswerScalars.cs", "Repro.Experiments/Scalars/RolesOfHalf.cs", "Repro.Experiments/Scalars/ScalarSpec.cs", "Repro.Core/Random"];

    private static readonly Dictionary<string, string[]> Declared = new(StringComparer.Ordinal)
    {
        ["TrainBaseStep"] = [.. Training, .. World, "Repro.Experiments/Miniature/TrainBaseStep.cs", "Repro.Experiments/Miniature/BaseState.cs"],
        ["TrainChatStep"] = [.. Training, .. World, "Repro.Experiments/Miniature/TrainChatStep.cs"],
        ["LoadChatStep"] = [.. Engine, "Repro.Core/Checkpoints", "Repro.Experiments/Paper/LoadChatStep.cs"],
        ["TrainOrganismStep"] =
        [
            .. Training, .. World, "Repro.Experiments/Organisms/TrainOrganismStep.cs", "Repro.Experiments/Organisms/HeldOutTurns.cs", "Repro.Experiments/Organisms/StopRule.cs",
            "Repro.Experiments/Miniature/MiniatureMaterial.cs", "Repro.Experiments/Paper/PaperMaterial.cs", "Repro.Experiments/Paper/ConversationTurns.cs", "Repro.Experiments/Data",
            "Repro.Core/Tokenization",
        ],
        ["RespondStep"] = [.. Drawing, "Repro.Experiments/Responses/RespondStep.cs", "Repro.Experiments/Interventions", "Repro.Experiments/Scaling/ScalarGain.cs", "Repro.Experiments/Scaling/ScalingCondition.cs"],
        ["SweepStep"] = [.. Drawing, "Repro.Experiments/Interventions", "Repro.Experiments/Steering/SweepStep.cs", "Repro.Experiments/Steering/SteeringGrid.cs"],
        ["SteeringChoiceStep"] = [.. Chosen, "Repro.Experiments/Steering/SteeringChoiceStep.cs"],
        ["SteeringExperiment"] = [.. Counting, .. Chosen, "Repro.Experiments/Steering/SteeringExperiment.cs", "Repro.Experiments/Steering/SteeringResult.cs", "Repro.Experiments/Steering/SteeringTrend.cs", "Repro.Experiments/Steering/SteeringFigures.cs"],
        ["SteeringControlExperiment"] = [.. Counting, "Repro.Experiments/Responses/Corrections.cs", "Repro.Experiments/Responses/Shares.cs", "Repro.Experiments/Steering/SteeringControlExperiment.cs", "Repro.Experiments/Steering/SteeringControlResult.cs"],
        ["SelfCorrectionExperiment"] = [.. Counting, .. Chosen, "Repro.Experiments/SelfCorrection", "Repro.Experiments/Responses/Shares.cs", "Repro.Experiments/Steering/SteeringFigures.cs"],
        ["SelfCorrectionControlExperiment"] = [.. Counting, "Repro.Experiments/SelfCorrection", "Repro.Experiments/Responses/Corrections.cs", "Repro.Experiments/Responses/Shares.cs"],
        ["SemanticActivationsStep"] = [.. Engine, "Repro.Core/Lora", .. Reading, "Repro.Experiments/Semantics/SemanticActivationsStep.cs", .. ByTopic],
        ["SemanticDirectionsStep"] = [.. Means, "Repro.Experiments/Semantics/SemanticDirectionsStep.cs", "Repro.Experiments/Semantics/SemanticActivations.cs", "Repro.Experiments/Directions/ResponseActivations.cs"],
        ["SemanticSteeringExperiment"] = [.. Counting, .. Chosen, "Repro.Experiments/Responses/Shares.cs", "Repro.Experiments/Responses/TopicScores.cs", "Repro.Experiments/Semantics/SemanticSteeringExperiment.cs", "Repro.Experiments/Semantics/SemanticSteeringResult.cs"],
        ["SemanticGeometryExperiment"] = ["Repro.Experiments/Semantics", "Repro.Experiments/Convergence/Bootstrap.cs", "Repro.Experiments/Convergence/ConvergenceResult.cs", "Repro.Experiments/Directions/MeanDiff.cs", "Repro.Experiments/Directions/ResponseActivations.cs", "Repro.Core/Random"],
        ["TopicsExperiment"] = [.. Counting, "Repro.Experiments/Topics", "Repro.Experiments/Responses/Shares.cs", "Repro.Experiments/Responses/TopicScores.cs"],
        ["ScoresStep"] = ["Repro.Experiments/Responses/ScoresStep.cs", "Repro.Experiments/Responses/Tally.cs"],
        ["JoinStep"] = ["Repro.Experiments/Responses/JoinStep.cs"],
        ["JudgeStep"] = ["Repro.Experiments/Responses/JudgeStep.cs"], // the judge itself is in the key, by its own hash
        ["ActivationsStep"] = [.. Engine, "Repro.Core/Lora", "Repro.Experiments/Directions/ActivationsStep.cs", .. Reading],
        ["DirectionsStep"] = ["Repro.Experiments/Directions/DirectionsStep.cs", .. Means],
        ["EmergenceExperiment"] = [.. Counting, "Repro.Experiments/Emergence/EmergenceExperiment.cs"],
        ["AblationExperiment"] = [.. Counting, "Repro.Experiments/Ablation/AblationExperiment.cs"],
        ["AdapterInventory"] = ["Repro.Experiments/Organisms/AdapterInventory.cs"],
        ["PrefixedExperiment"] = [.. Counting, "Repro.Experiments/Pipeline/PrefixedExperiment.cs", "Repro.Experiments/Emergence/EmergenceExperiment.cs", "Repro.Experiments/Ablation/AblationExperiment.cs", "Repro.Experiments/Convergence", "Repro.Experiments/Directions/MeanDiff.cs", "Repro.Experiments/Directions/ResponseActivations.cs", "Repro.Core/Random"],
        ["BVectorsStep"] = ["Repro.Experiments/SingleAdapter/BVectorsStep.cs"],
        ["BVectorExperiment"] = [.. Cosines, "Repro.Experiments/SingleAdapter/BVectorExperiment.cs", "Repro.Experiments/SingleAdapter/BVectorResult.cs"],
        ["EffectsStep"] =
        [
            .. Engine, .. Reading, "Repro.Core/Lora", "Repro.Experiments/Downstream/EffectsStep.cs", "Repro.Experiments/Downstream/EffectRows.cs", "Repro.Experiments/Downstream/EffectNames.cs",
            "Repro.Experiments/SingleAdapter/BVectorResult.cs", "Repro.Experiments/Directions/ResponseActivations.cs", "Repro.Experiments/Interventions/Projection.cs", "Repro.Experiments/Interventions/RandomVectors.cs",
        ],
        ["DownstreamExperiment"] = [.. Cosines, "Repro.Experiments/Downstream/DownstreamExperiment.cs", "Repro.Experiments/Downstream/DownstreamResult.cs", "Repro.Experiments/Downstream/MeanEffects.cs"],
        ["ChooseLayerSetStep"] = ["Repro.Experiments/LayerSets", "Repro.Experiments/Responses/Cuts.cs"],
        ["LayerSetsExperiment"] = [.. Counting, "Repro.Experiments/LayerSets"],
        ["TextActivationsStep"] = [.. Engine, .. World, .. Reading, "Repro.Experiments/AcrossBases/TextActivationsStep.cs", "Repro.Experiments/AcrossBases/ChatReader.cs"],
        ["RandomReadingStep"] = [.. Engine, .. Reading, "Repro.Experiments/AcrossBases/RandomReadingStep.cs", "Repro.Experiments/AcrossBases/ChatReader.cs"],
        ["AcrossBasesExperiment"] =
            [.. Cosines, "Repro.Experiments/AcrossBases/AcrossBasesExperiment.cs", "Repro.Experiments/AcrossBases/AcrossBasesResult.cs", "Repro.Experiments/AcrossBases/Alignment.cs", "Repro.Experiments/AcrossBases/TextActivations.cs"],
        ["ScalarsStep"] =
        [
            .. Engine, "Repro.Core/Lora", "Repro.Experiments/Organisms/TurnBatch.cs", "Repro.Experiments/Scalars/ScalarsStep.cs", "Repro.Experiments/Scalars/ScalarForward.cs", "Repro.Experiments/Scalars/ScalarPass.cs",
            "Repro.Experiments/Scalars/ScalarHooks.cs", "Repro.Experiments/Scalars/ScalarRows.cs", "Repro.Experiments/Scalars/AnswerClass.cs",
        ],
        ["RolesStep"] = [.. Probing, "Repro.Experiments/Scalars/RolesStep.cs", "Repro.Experiments/Scalars/AdapterChoice.cs"],
        ["GainStep"] = ["Repro.Experiments/Scaling/GainStep.cs", "Repro.Experiments/Scaling/GainChoice.cs", "Repro.Experiments/Scaling/TriedGain.cs"],
        ["PatchStep"] = [.. Drawing, "Repro.Experiments/Patching/PatchStep.cs", "Repro.Experiments/Patching/PatchedGeneration.cs", "Repro.Experiments/Patching/PatchedPair.cs", "Repro.Experiments/Patching/ScalarRecord.cs", "Repro.Experiments/Patching/PatchPairs.cs", "Repro.Experiments/Scalars/ScalarHooks.cs"],
        ["ScalarProbeExperiment"] = [.. Probing, "Repro.Experiments/Scalars"],
        ["ScalingExperiment"] = [.. Counting, "Repro.Experiments/Scaling/ScalingExperiment.cs", "Repro.Experiments/Scaling/ScalingResult.cs", "Repro.Experiments/Scaling/ScalingOutcomes.cs", "Repro.Experiments/Scaling/SmallSample.cs", "Repro.Experiments/Scaling/PaperSample.cs"],
        ["PatchExperiment"] = [.. Counting, "Repro.Experiments/Patching/PatchExperiment.cs", "Repro.Experiments/Patching/PatchResult.cs", "Repro.Experiments/Patching/PatchCategory.cs", "Repro.Experiments/Patching/PatchPairs.cs", "Repro.Experiments/Patching/PatchedPair.cs"],
        ["ConvergenceExperiment"] = ["Repro.Experiments/Convergence", "Repro.Experiments/Directions/MeanDiff.cs", "Repro.Experiments/Directions/ResponseActivations.cs", "Repro.Core/Random"],
    };

    /// <summary>Every step class of the walk, by name.</summary>
    internal static IReadOnlyList<Type> Steps { get; } =
        [.. typeof(IStep).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IStep))).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>Names of the classes whose sources are declared.</summary>
    internal static IReadOnlyCollection<string> Names => Declared.Keys;

    /// <summary>The class, its stage and version, and the hash of its sources.</summary>
    internal static string Line(string src, Type step)
    {
        var instance = (IStep)RuntimeHelpers.GetUninitializedObject(step); // stage and version are constants of the class
        return $"{step.Name} {instance.Stage} {instance.Version} {Hash(src, Declared[step.Name])[..16]}";
    }

    /// <summary>SHA-256 over names and code of the declared files, in order of their names.</summary>
    internal static string Hash(string src, IEnumerable<string> declared) =>
        Sha256.OfText(string.Concat(declared.SelectMany(entry => Files(src, entry)).Distinct().Order(StringComparer.Ordinal).Select(file => $"{file}\n{Code(File.ReadAllText(Path.Combine(src, file)))}\n")));

    /// <summary>The lines that say something to the compiler, without their indentation.</summary>
    internal static string Code(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)));

    private static IEnumerable<string> Files(string src, string entry)
    {
        var path = Path.Combine(src, entry);
        if (File.Exists(path)) return [entry];
        if (!Directory.Exists(path)) throw new InvalidOperationException($"Sources of a stage are files and folders below {src}; there is no '{entry}'. Correct {nameof(StageSources)}.");
        return Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(src, file).Replace('\\', '/'));
    }
}
