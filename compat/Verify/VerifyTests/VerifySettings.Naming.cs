using System.Diagnostics.CodeAnalysis;

namespace VerifyTests;

public sealed partial class VerifySettings
{
    public string? Directory { get; private set; }

    public bool HasParameters => Parameters is not null;

    internal string? FileName { get; private set; }

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    internal object?[]? Parameters { get; private set; }

    internal string? ParametersText { get; private set; }

    internal bool UniquePrefixDisabled { get; private set; }

    /// <summary>Puts the snapshot into this folder, relative to the test's source file.</summary>
    public void UseDirectory(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Directory = directory;
    }

    /// <summary>Names the snapshot {fileName}.verified.{extension}; not together with type, method or parameters.</summary>
    public void UseFileName(string fileName)
    {
        ThrowIfBadName(fileName);
        if (MethodName is not null || TypeName is not null)
            throw new InvalidOperationException($"{nameof(UseFileName)} is not compatible with {nameof(UseMethodName)} or {nameof(UseTypeName)}.");
        FileName = fileName;
    }

    public void UseTypeName(string name)
    {
        ThrowIfBadName(name);
        ThrowIfFileName(nameof(UseTypeName));
        TypeName = name;
    }

    public void UseMethodName(string name)
    {
        ThrowIfBadName(name);
        ThrowIfFileName(nameof(UseMethodName));
        MethodName = name;
    }

    public void UseParameters<T>(T parameter) => UseParameters([parameter]);

    public void UseParameters<T>(T[] parameters) => UseParameters(new object?[] { parameters });

    /// <summary>Appends _name=value for each of the test method's parameters.</summary>
    public void UseParameters(params object?[] parameters)
    {
        if (parameters is null or [])
            throw new ArgumentException("Value cannot be null or empty.", nameof(parameters));
        ThrowIfFileName(nameof(UseParameters));
        if (ParametersText is not null)
            throw new InvalidOperationException($"{nameof(UseParameters)} is not compatible with {nameof(UseTextForParameters)}.");
        Parameters = parameters;
    }

    /// <summary>Appends _text instead of the parameters.</summary>
    public void UseTextForParameters(string parametersText)
    {
        ThrowIfBadName(parametersText);
        if (Parameters is not null)
            throw new InvalidOperationException($"{nameof(UseTextForParameters)} is not compatible with {nameof(UseParameters)}.");
        ParametersText = parametersText;
    }

    /// <summary>Lets several tests share one snapshot.</summary>
    public void DisableRequireUniquePrefix() => UniquePrefixDisabled = true;

    public bool TryGetParameters([NotNullWhen(true)] out object?[]? parameters)
    {
        parameters = Parameters;
        return parameters is not null;
    }

    private static void ThrowIfBadName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var bad = name.IndexOfAny(Path.GetInvalidFileNameChars());
        if (bad >= 0)
            throw new ArgumentException($"Invalid character for file name. Value: {name}. Char:{name[bad]}", nameof(name));
    }

    private void ThrowIfFileName(string caller)
    {
        if (FileName is not null)
            throw new InvalidOperationException($"{caller} is not compatible with {nameof(UseFileName)}.");
    }
}
