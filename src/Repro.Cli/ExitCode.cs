using Repro.Claims;
using Repro.Claims.Results;

namespace Repro.Cli;

/// <summary>What the process answers to its caller.</summary>
public static class ExitCode
{
    /// <summary>Every verdict is the expected one.</summary>
    public const int Expected = 0;

    /// <summary>A verdict is not the expected one, or a comparison found a difference.</summary>
    public const int Unexpected = 1;

    /// <summary>The input breaks a rule.</summary>
    public const int BadInput = 2;

    /// <summary>The run is invalid or incomplete: a control failed, or a claim could not be run.</summary>
    public const int Incomplete = 3;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>The answer of a whole run. Under <paramref name="strict"/>, Inconclusive and NotRun fail even where they are expected.</summary>
    public static int Of(IReadOnlyList<ClaimResult> claims, bool strict)
    {
        if (claims.Any(c => c.Verdict is Verdict.Invalid or Verdict.NotRun && c.Verdict != c.Expected)) return Incomplete;
        var failed = claims.Any(c => c.Verdict != c.Expected || (strict && c.Verdict is Verdict.Inconclusive or Verdict.NotRun));
        return failed ? Unexpected : Expected;
    }
}
