using System.Runtime.CompilerServices;
using System.Text;

namespace VerifyTests;

/// <summary>A verification that has not started: settings are added fluently, awaiting starts it.</summary>
public sealed class SettingsTask(VerifySettings? settings, Func<VerifySettings, Task<VerifyResult>> buildTask)
{
    private readonly VerifySettings current = new(settings);
    private Task<VerifyResult>? task;

    public VerifySettings CurrentSettings => task is null
        ? current
        : throw new InvalidOperationException("This SettingsTask instance has already been converted to a Task and can no longer be modified. Conversion to a Task occurs either through awaiting the instance or calling ToTask.");

    public static implicit operator Task<VerifyResult>(SettingsTask settingsTask) => settingsTask.ToTask();

    public Task<VerifyResult> ToTask() => task ??= buildTask(current);

    public TaskAwaiter<VerifyResult> GetAwaiter() => ToTask().GetAwaiter();

    public ConfiguredTaskAwaitable<VerifyResult> ConfigureAwait(bool continueOnCapturedContext) => ToTask().ConfigureAwait(continueOnCapturedContext);

    public SettingsTask UseDirectory(string directory) => With(s => s.UseDirectory(directory));

    public SettingsTask UseFileName(string fileName) => With(s => s.UseFileName(fileName));

    public SettingsTask UseTypeName(string name) => With(s => s.UseTypeName(name));

    public SettingsTask UseMethodName(string name) => With(s => s.UseMethodName(name));

    public SettingsTask UseParameters<T>(T parameter) => With(s => s.UseParameters(parameter));

    public SettingsTask UseParameters<T>(T[] parameters) => With(s => s.UseParameters(parameters));

    public SettingsTask UseParameters(params object?[] parameters) => With(s => s.UseParameters(parameters));

    public SettingsTask UseTextForParameters(string parametersText) => With(s => s.UseTextForParameters(parametersText));

    public SettingsTask DisableRequireUniquePrefix() => With(s => s.DisableRequireUniquePrefix());

    public SettingsTask UseStringComparer(StringCompare compare, params ReadOnlySpan<string> extensions)
    {
        CurrentSettings.UseStringComparer(compare, extensions);
        return this;
    }

    public SettingsTask AddScrubber(Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First)
        => With(s => s.AddScrubber(scrubber, location));

    public SettingsTask ScrubLines(Func<string, bool> removeLine, ScrubberLocation location = ScrubberLocation.First)
        => With(s => s.ScrubLines(removeLine, location));

    public SettingsTask ScrubLinesWithReplace(Func<string, string?> replaceLine, ScrubberLocation location = ScrubberLocation.First)
        => With(s => s.ScrubLinesWithReplace(replaceLine, location));

    public SettingsTask ScrubEmptyLines(ScrubberLocation location = ScrubberLocation.First) => With(s => s.ScrubEmptyLines(location));

    public SettingsTask ScrubLinesContaining(params string[] stringToMatch) => With(s => s.ScrubLinesContaining(stringToMatch));

    public SettingsTask ScrubLinesContaining(StringComparison comparison, params string[] stringToMatch)
        => With(s => s.ScrubLinesContaining(comparison, stringToMatch));

    public SettingsTask DisableScrubbers() => With(s => s.DisableScrubbers());

    public SettingsTask UseStrictJson() => With(s => s.UseStrictJson());

    public SettingsTask DisableDiff() => With(s => s.DisableDiff());

    public SettingsTask AutoVerify(bool includeBuildServer = true) => With(s => s.AutoVerify(includeBuildServer));

    private SettingsTask With(Action<VerifySettings> change)
    {
        change(CurrentSettings);
        return this;
    }
}
