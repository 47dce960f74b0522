using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace VerifyTests.Engine;

/// <summary>
/// Writes an object as Verify does: indented, unquoted JSON; nulls, defaults (but false) and empty collections left out;
/// dates and GUIDs replaced by counters; dictionary keys sorted.
/// </summary>
internal sealed class ObjectText
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<(string Kind, object Value), string> counters = [];
    private readonly Stack<object> parents = new();
    private readonly bool strict;
    private readonly Func<string, string> scrub;

    private ObjectText(bool strict, Func<string, string> scrub)
    {
        this.strict = strict;
        this.scrub = scrub;
    }

    public static string Write(object? value, bool strict, Func<string, string> scrub)
    {
        var writer = new ObjectText(strict, scrub);
        writer.Value(value, 0);
        return writer.text.ToString();
    }

    private void Value(object? value, int depth)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string s: String(s); break;
            case char c: String(c.ToString()); break;
            case bool b: text.Append(b ? "true" : "false"); break;
            case double d: text.Append(WithPoint(d.ToString("R", CultureInfo.InvariantCulture))); break;
            case float f: text.Append(WithPoint(f.ToString("R", CultureInfo.InvariantCulture))); break;
            case decimal m: text.Append(WithPoint(m.ToString(CultureInfo.InvariantCulture))); break;
            case Enum e: Raw(e.ToString()); break;
            case Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly: Raw(Counted(value)); break;
            case Type t: Raw(t.Name); break;
            case IDictionary dictionary: Members([.. Entries(dictionary)], depth); break;
            case IEnumerable items: Items([.. items.Cast<object?>()], value, depth); break;
            case IFormattable formattable when value.GetType().IsPrimitive: text.Append(formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            case TimeSpan or Uri or Version: Raw(value.ToString()!); break;
            default: Object(value, depth); break;
        }
    }

    private void Object(object value, int depth)
    {
        if (parents.Contains(value, ReferenceEqualityComparer.Instance))
        {
            Raw("$parentValue");
            return;
        }

        parents.Push(value);
        Members([.. Properties(value)], depth);
        parents.Pop();
    }

    private static IEnumerable<(string, object?)> Properties(object value)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0 || property.GetMethod is null || property.Name == "EqualityContract")
                continue;
            var member = property.GetValue(value);
            var isDefault = property.PropertyType.IsValueType && property.PropertyType != typeof(bool)
                && Equals(member, Activator.CreateInstance(property.PropertyType));
            if (member is not null && !isDefault && !IsEmpty(member))
                yield return (property.Name, member);
        }
    }

    private static IEnumerable<(string, object?)> Entries(IDictionary dictionary)
        => dictionary.Keys.Cast<object>()
            .Select(key => (Convert.ToString(key, CultureInfo.InvariantCulture)!, dictionary[key]))
            .Where(entry => entry.Item2 is not null && !IsEmpty(entry.Item2))
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal);

    private static bool IsEmpty(object value)
    {
        if (value is string || value is not IEnumerable items)
            return false;
        var enumerator = items.GetEnumerator();
        try
        {
            return !enumerator.MoveNext();
        }
        finally
        {
            (enumerator as IDisposable)?.Dispose();
        }
    }

    private void Members((string Name, object? Value)[] members, int depth)
    {
        if (members.Length == 0)
        {
            text.Append("{}");
            return;
        }

        text.Append('{');
        for (var i = 0; i < members.Length; i++)
        {
            Indent(depth + 1, i);
            text.Append(strict ? JsonSerializer.Serialize(members[i].Name) : scrub(members[i].Name)).Append(':');
            var multiline = !strict && members[i].Value is string s && s.Contains('\n');
            if (!multiline)
                text.Append(' ');
            Value(members[i].Value, depth + 1);
        }

        text.Append('\n').Append(' ', 2 * depth).Append('}');
    }

    private void Items(object?[] items, object whole, int depth)
    {
        // A read-only dictionary arrives here as its pairs.
        if (items.Length > 0 && Array.TrueForAll(items, IsTextPair) && whole.GetType().GetInterfaces().Any(IsDictionary))
        {
            Members([.. items.Select(Pair).Where(p => p.Value is not null && !IsEmpty(p.Value)).OrderBy(p => p.Name, StringComparer.Ordinal)], depth);
            return;
        }

        text.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            Indent(depth + 1, i);
            Value(items[i], depth + 1);
        }

        if (items.Length > 0)
            text.Append('\n').Append(' ', 2 * depth);
        text.Append(']');
    }

    private static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);

    private static bool IsTextPair(object? item) => item?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static (string Name, object? Value) Pair(object? item)
    {
        var type = item!.GetType();
        return (Convert.ToString(type.GetProperty("Key")!.GetValue(item), CultureInfo.InvariantCulture)!, type.GetProperty("Value")!.GetValue(item));
    }

    private void Indent(int depth, int index) => text.Append(index > 0 ? "," : "").Append('\n').Append(' ', 2 * depth);

    private void String(string value)
    {
        if (Guid.TryParse(value, out var guid))
        {
            Raw(Counted(guid));
            return;
        }

        var clean = scrub(value);
        if (!strict && clean.Contains('\n') && clean[0] != '\n')
            text.Append('\n');
        Raw(clean);
    }

    private void Raw(string value) => text.Append(strict ? JsonSerializer.Serialize(value) : value);

    private string Counted(object value)
    {
        var kind = value switch { DateOnly => "Date", TimeOnly => "Time", _ => value.GetType().Name };
        if (counters.TryGetValue((kind, value), out var name))
            return name;
        name = $"{kind}_{counters.Keys.Count(k => k.Kind == kind) + 1}";
        return counters[(kind, value)] = name;
    }

    private static string WithPoint(string number)
        => number.AsSpan().IndexOfAnyExceptInRange('0', '9') is var i && (i < 0 || (i == 0 && number[0] == '-' && !number.AsSpan(1).ContainsAnyExceptInRange('0', '9')))
            ? number + ".0"
            : number;
}
