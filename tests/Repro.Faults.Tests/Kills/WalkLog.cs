using Repro.Faults.Tests.Host;

namespace Repro.Faults.Tests.Kills;

/// <summary>What one process did, from its events.</summary>
internal sealed class WalkLog(IReadOnlyList<string> lines)
{
    private const int BlockRounds = 4;
    private readonly List<WalkEvent> events = [.. WalkEvent.Of(lines)];

    /// <summary>Stages that it began to make, in their order.</summary>
    internal IReadOnlyList<string> Begun => [.. events.Where(e => e.Step == WalkEvent.Begun).Select(e => e.Stage)];

    /// <summary>Stages that it made and stored: all before the last one.</summary>
    internal IEnumerable<string> Stored => Begun.SkipLast(1);

    /// <summary>Blocks of a sampling that it drew, wholly or in part. One that was only read back has a single event: its last answer.</summary>
    internal IReadOnlySet<int> Drawn(string stage) =>
        Steps(stage).GroupBy(Block).Where(b => b.Count() > 1 || !IsEnd(b.First())).Select(b => b.Key).ToHashSet();

    /// <summary>Blocks that it drew and had stored: the generator says that the last answer is there, the step says it again when the block is stored.</summary>
    internal IReadOnlySet<int> Saved(string stage) =>
        Steps(stage).GroupBy(Block).Where(b => b.Count(IsEnd) > 1).Select(b => b.Key).ToHashSet();

    private IEnumerable<long> Steps(string stage) => events.Where(e => e.Stage == stage && e.Step is > 0 and < WalkEvent.Computed).Select(e => e.Step);

    private static int Block(long step) => (int)((step - 1) / (BlockRounds * TinyRunner.Batch));

    private static bool IsEnd(long step) => step % (BlockRounds * TinyRunner.Batch) == 0;
}
