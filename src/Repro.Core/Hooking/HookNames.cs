using System.Globalization;

namespace Repro.Core.Hooking;

/// <summary>TransformerLens's names, and one of ours (hook_lora_scalar).</summary>
internal static class HookNames
{
    private static readonly (HookPoint Point, string Name)[] InBlock =
    [
        (HookPoint.ResidPre, "hook_resid_pre"), (HookPoint.Query, "attn.hook_q"), (HookPoint.Key, "attn.hook_k"), (HookPoint.Value, "attn.hook_v"),
        (HookPoint.Z, "attn.hook_z"), (HookPoint.AttnOut, "hook_attn_out"), (HookPoint.ResidMid, "hook_resid_mid"), (HookPoint.MlpPre, "mlp.hook_pre"),
        (HookPoint.MlpPost, "mlp.hook_post"), (HookPoint.LoraScalar, "mlp.down.hook_lora_scalar"), (HookPoint.MlpOut, "hook_mlp_out"),
        (HookPoint.ResidPost, "hook_resid_post"),
    ];

    /// <summary>Every name of a model with this many layers, in the order of the forward pass.</summary>
    public static Dictionary<string, (HookPoint Point, int Layer)> All(int layers)
    {
        var all = new Dictionary<string, (HookPoint, int)>(StringComparer.Ordinal) { ["hook_embed"] = (HookPoint.Embed, 0) };
        for (var layer = 0; layer < layers; layer++)
        {
            foreach (var (point, name) in InBlock)
                all.Add(string.Create(CultureInfo.InvariantCulture, $"blocks.{layer}.{name}"), (point, layer));
        }

        all.Add("ln_final.hook_normalized", (HookPoint.FinalNorm, 0));
        return all;
    }

    /// <summary>The five names with the fewest edits (insert, delete, replace) to a wrong one.</summary>
    public static IEnumerable<string> Near(string wrong, IEnumerable<string> names) => names.OrderBy(name => Edits(wrong, name)).Take(5);

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
