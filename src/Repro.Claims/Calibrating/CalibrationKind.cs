using System.Text.Json.Serialization;

namespace Repro.Claims.Calibrating;

/// <summary>What a row of the calibration shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CalibrationKind>))]
public enum CalibrationKind
{
    /// <summary>An interval or test of the decider where the truth stands on the threshold: both rates are errors and must be within the bound.</summary>
    Ours,

    /// <summary>An alternative that is not used, in the same worlds.</summary>
    Naive,

    /// <summary>An interval of the decider in worlds outside its stated range. Shown, not promised.</summary>
    Beyond,

    /// <summary>An interval of the decider where the truth lies off the threshold: the rates are verdicts, not errors.</summary>
    Power,
}
