namespace Repro.Claims.Calibrating;

/// <summary>How many worlds each row simulates.</summary>
public enum CalibrationSize
{
    /// <summary>For every test run: 1,000 worlds a row, fewer where a world is dear.</summary>
    Ci,

    /// <summary>10,000 worlds for every row.</summary>
    Full,
}
