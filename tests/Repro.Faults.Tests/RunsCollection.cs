using Repro.Faults.Tests.Kills;

namespace Repro.Faults.Tests;

/// <summary>The tests that start whole runs: one after another, and all of them held against one undisturbed run.</summary>
[CollectionDefinition(Name)]
public sealed class RunsCollection : ICollectionFixture<Undisturbed>
{
    internal const string Name = "runs";
}
