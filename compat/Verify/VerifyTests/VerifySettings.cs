namespace VerifyTests;

/// <summary>How one snapshot is named, cleaned and compared.</summary>
public sealed partial class VerifySettings
{
    public VerifySettings()
    {
    }

    public VerifySettings(VerifySettings? settings)
    {
        if (settings is null)
            return;
        Directory = settings.Directory;
        FileName = settings.FileName;
        TypeName = settings.TypeName;
        MethodName = settings.MethodName;
        Parameters = settings.Parameters;
        ParametersText = settings.ParametersText;
        UniquePrefixDisabled = settings.UniquePrefixDisabled;
        Auto = settings.Auto;
        StrictJson = settings.StrictJson;
        ScrubbersEnabled = settings.ScrubbersEnabled;
        Scrubbers.AddRange(settings.Scrubbers);
        Comparer = settings.Comparer;
        foreach (var (extension, compare) in settings.Comparers)
            Comparers[extension] = compare;
        foreach (var (key, value) in settings.Context)
            Context[key] = value;
    }

    /// <summary>Values handed to comparers.</summary>
    public Dictionary<string, object> Context { get; } = [];

    internal bool Auto { get; private set; }

    internal bool StrictJson { get; private set; }

    /// <summary>Accepts whatever is received. With <paramref name="includeBuildServer"/> false it does so outside CI only.</summary>
    public void AutoVerify(bool includeBuildServer = true)
        => Auto = includeBuildServer || Environment.GetEnvironmentVariable("CI") is null or "";

    /// <summary>Objects are written as strict JSON into a .json file.</summary>
    public void UseStrictJson() => StrictJson = true;

    /// <summary>The real package opens a diff tool; this one never does.</summary>
    public void DisableDiff()
    {
        // Nothing to switch off.
    }
}
