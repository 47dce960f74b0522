using Repro.Claims;
using Repro.Judges.Llm;
using Repro.Judges.Recorded;

namespace Repro.Judges;

/// <summary>The judge that options describe.</summary>
public static class JudgeFactory
{
    /// <summary>Makes it; its log stays open until what is returned is disposed.</summary>
    /// <param name="options">Which judge.</param>
    /// <param name="http">Sends for an LLM judge; its own timeout should be none. The caller disposes it.</param>
    /// <param name="time">The clock of an LLM judge.</param>
    /// <param name="environment">Environment variables; the key is read from <see cref="LlmOptions.KeyVariable"/> and kept nowhere.</param>
    /// <exception cref="InputException">No judge is called so, or what it needs is not named.</exception>
    public static ChosenJudge Create(JudgeOptions options, HttpClient http, TimeProvider time, IReadOnlyDictionary<string, string> environment)
    {
        if (options.Kind == JudgeOptions.Rubric) return new ChosenJudge(new RubricJudge(), null, null);
        if (options.Kind is not (JudgeOptions.Llm or JudgeOptions.Recorded))
            throw new InputException($"A judge is {JudgeOptions.Rubric}, {JudgeOptions.Llm} or {JudgeOptions.Recorded}; got '{options.Kind}'.");
        var protocol = new JudgeProtocol(Need(options.Kind, "a model", $"{options.Option}-model NAME", options.Model), options.Prompts, options.Samples);
        var path = Need(options.Kind, "a log", $"{options.Option}-log FILE", options.Log);
        options.Server.Checked();
        var log = options.Kind == JudgeOptions.Recorded ? JudgementLog.Read(path) : JudgementLog.Open(path);
        try
        {
            return new ChosenJudge(
                options.Kind == JudgeOptions.Recorded
                    ? new RecordedJudge(protocol, log)
                    : new LlmJudge(protocol, options.Server, log, http, environment.GetValueOrDefault(options.Server.KeyVariable), time),
                protocol,
                log);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    private static string Need(string kind, string what, string option, string? value) => !string.IsNullOrWhiteSpace(value)
        ? value
        : throw new InputException($"The judge '{kind}' needs {what}; none is named. Add {option}.");
}
