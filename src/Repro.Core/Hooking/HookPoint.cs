namespace Repro.Core.Hooking;

/// <summary>The intermediates that have a name.</summary>
internal enum HookPoint
{
    Embed,
    ResidPre,
    Query,
    Key,
    Value,
    Z,
    AttnOut,
    ResidMid,
    MlpPre,
    MlpPost,
    LoraScalar,
    MlpOut,
    ResidPost,
    FinalNorm,
}
