using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace VerifyTests.Engine;

/// <summary>Names a snapshot's files as Verify does: {Type}.{Method}_{parameter}={value}.</summary>
internal static class FileNames
{
    private static readonly ConcurrentDictionary<string, bool> Used = new(StringComparer.Ordinal);
    private static readonly char[] Invalid = [.. "\"\\<>|:*?/", .. Enumerable.Range(0, 32).Select(c => (char)c)];

    public static string Folder(VerifySettings settings, string sourceFile)
    {
        var beside = Path.GetDirectoryName(sourceFile) ?? throw new InvalidOperationException($"Unable to resolve directory. sourceFile: {sourceFile}");
        var folder = settings.Directory is null ? beside : Path.GetFullPath(Path.Combine(beside, settings.Directory));
        Directory.CreateDirectory(folder);
        return folder;
    }

    public static string Prefix(VerifySettings settings, MethodInfo method)
    {
        if (settings.FileName is not null)
            return settings.FileName;
        var type = method.ReflectedType!;
        var typeName = type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
        var prefix = new StringBuilder($"{settings.TypeName ?? typeName}.{settings.MethodName ?? method.Name}");
        AppendParameters(prefix, settings, method);
        return prefix.ToString();
    }

    public static void ThrowIfUsed(VerifySettings settings, string path)
    {
        if (settings.UniquePrefixDisabled || VerifierSettings.UniquePrefixDisabled || Used.TryAdd(path, true))
            return;
        throw new InvalidOperationException(
            $"""
             The prefix has already been used: {path}. This is mostly caused by multiple calls to Verify in the same test method, or by a theory that does not call `UseParameters`.

             If having multiple identical prefixes is acceptable, then call `VerifierSettings.DisableRequireUniquePrefix()` to disable this uniqueness validation.
             """);
    }

    private static void AppendParameters(StringBuilder prefix, VerifySettings settings, MethodInfo method)
    {
        if (settings.ParametersText is not null)
            prefix.Append('_').Append(settings.ParametersText);
        if (settings.Parameters is not { } values)
            return;
        var names = method.GetParameters();
        if (values.Length > names.Length)
            throw new InvalidOperationException($"The number of passed in parameters ({values.Length}) must not exceed the number of parameters for the method ({names.Length}).");
        for (var i = 0; i < values.Length; i++)
        {
            prefix.Append('_').Append(names[i].Name).Append('=');
            AppendValue(prefix, values[i], isRoot: true);
        }
    }

    private static void AppendValue(StringBuilder name, object? value, bool isRoot)
    {
        switch (value)
        {
            case null:
                name.Append("null");
                break;
            case string text:
                AppendClean(name, text);
                break;
            case bool flag:
                name.Append(flag ? "True" : "False");
                break;
            case IEnumerable items:
                AppendItems(name, [.. items.Cast<object?>()], isRoot);
                break;
            case IFormattable formattable:
                AppendClean(name, formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                AppendClean(name, value.ToString() ?? throw new InvalidOperationException($"{value.GetType().FullName} returned a null for `ToString()`."));
                break;
        }
    }

    private static void AppendItems(StringBuilder name, object?[] items, bool isRoot)
    {
        if (items.Length == 0 || !isRoot)
            name.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
                name.Append(',');
            AppendValue(name, items[i], isRoot: false);
        }

        if (items.Length == 0 || !isRoot)
            name.Append(']');
    }

    private static void AppendClean(StringBuilder name, string text)
    {
        foreach (var c in text)
            name.Append(Invalid.Contains(c) ? '-' : c);
    }
}
