using Repro.Core.Model;

namespace Repro.Core.Lora;

/// <summary>Which projections an adapter changes, by matrices of which rank, at which scale.</summary>
public sealed record LoraConfig
{
    /// <summary>The seven projections of a block, as PEFT names them.</summary>
    public static IReadOnlyList<string> AllModules { get; } = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];

    /// <summary>Rank r of B A.</summary>
    public required int Rank { get; init; }

    /// <summary>PEFT's lora_alpha.</summary>
    public required double Alpha { get; init; }

    /// <summary>Scale alpha / sqrt(r) (Kalajdzievski 2023) instead of alpha / r. P1 and P2 train with it.</summary>
    public bool UseRsLora { get; init; } = true;

    /// <summary>Projections, of <see cref="AllModules"/>.</summary>
    public required IReadOnlyList<string> TargetModules { get; init; }

    /// <summary>Blocks; null: all.</summary>
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>Multiplies the adapter's output, so that its strength can be varied after training; saved into lora_alpha.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Gain * alpha / sqrt(r), or / r.</summary>
    public double Scale => Gain * Alpha / (UseRsLora ? Math.Sqrt(Rank) : Rank);

    /// <summary>Checks the values for a model.</summary>
    /// <exception cref="ArgumentException">Some are wrong; the message lists all.</exception>
    public void Validate(Qwen2Config model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var mistakes = new List<string>();
        if (Rank < 1) mistakes.Add($"the rank must be at least 1, got {Rank}");
        if (!double.IsFinite(Alpha) || Alpha == 0) mistakes.Add($"alpha must be a finite number other than 0, got {Alpha}");
        if (!double.IsFinite(Gain)) mistakes.Add($"the gain must be a finite number, got {Gain}");
        if (TargetModules.Count == 0) mistakes.Add("at least one target module is needed, got none");
        foreach (var module in TargetModules.Where(m => !AllModules.Contains(m))) mistakes.Add($"target modules are {string.Join(", ", AllModules)}, got {module}");
        foreach (var layer in (Layers ?? []).Where(l => l < 0 || l >= model.NumLayers)) mistakes.Add($"layers are 0 to {model.NumLayers - 1}, got {layer}");
        if (Layers is { Count: 0 }) mistakes.Add("at least one layer is needed, got none");
        if (mistakes.Count > 0) throw new ArgumentException($"The adapter's configuration is wrong: {string.Join("; ", mistakes)}. Correct these values.");
    }
}
