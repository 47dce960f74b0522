using System.Text.Json.Serialization;
using Repro.Evidence.Files;

namespace Repro.Evidence.Store;

/// <summary>Everything that a stage's result depends on. Two equal keys have the same result; any change gives another id.</summary>
public sealed record StageKey
{
    /// <summary>Name of the stage, such as <c>base</c> or <c>responses</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Version of the stage's code: raised by hand when its results change.</summary>
    public required int Version { get; init; }

    /// <summary>The stage's spec record as canonical JSON, seed inside.</summary>
    public required string Spec { get; init; }

    /// <summary>Ids of the artifacts that the stage reads, in the stage's own order.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>What of the machine changes the bits: dtype, device class, threads, libtorch version.</summary>
    public string Environment { get; init; } = "";

    /// <summary>SHA-256 of all of the above, 64 hexadecimal digits.</summary>
    [JsonIgnore]
    public string Id => Sha256.OfText(CanonicalJson.Serialize(this));

    /// <summary>Keys are equal when their ids are.</summary>
    public bool Equals(StageKey? other) => other is not null && Id == other.Id;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}
