using System.Globalization;

namespace Repro.Core.Lora;

/// <summary>PEFT's names of the matrices.</summary>
internal static class LoraNames
{
    private const string Start = "base_model.model.model.layers.";

    public static string Of(int layer, string module, string matrix) =>
        string.Create(CultureInfo.InvariantCulture, $"{Start}{layer}.{(module is "gate_proj" or "up_proj" or "down_proj" ? "mlp" : "self_attn")}.{module}.lora_{matrix}.weight");

    public static (int Layer, string Module, string Matrix)? Parse(string name)
    {
        if (!name.StartsWith(Start, StringComparison.Ordinal)) return null;
        var parts = name[Start.Length..].Split('.');
        if (parts.Length != 5 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var layer) || parts[3] is not ("lora_A" or "lora_B")) return null;
        return name == Of(layer, parts[2], parts[3][^1..]) && LoraConfig.AllModules.Contains(parts[2]) ? (layer, parts[2], parts[3][^1..]) : null;
    }
}
