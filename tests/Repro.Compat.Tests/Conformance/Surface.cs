using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Repro.Compat.Tests.Conformance;

/// <summary>The public and protected members of a type, written as the listing writes them.</summary>
internal static class Surface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(string)] = "string", [typeof(object)] = "object", [typeof(char)] = "char",
    };

    /// <summary>TorchSharp.torch.nn.Module`2.</summary>
    public static string Key(Type type) => type.DeclaringType is { } outer ? $"{Key(outer)}.{type.Name}" : $"{type.Namespace}.{type.Name}";

    public static IEnumerable<string> Members(Type type)
    {
        var members = type.GetConstructors(Declared).Where(c => !c.IsStatic && Visible(c)).Select(c => $"{Access(c)} {type.Name.Split('`')[0]}({Parameters(c)})")
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(f => $"{(f.IsStatic ? "static " : "")}field {Name(f.FieldType)} {f.Name}"))
            .Concat(type.GetProperties(Declared).Select(Property).OfType<string>())
            .Concat(type.GetMethods(Declared).Where(m => Visible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && m.Name != "Finalize").Select(Method));
        return members.Select(Listing.Plain);
    }

    private static bool Visible(MethodBase? m) => m is not null && (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly) && !m.IsPrivate;

    private static string Access(MethodBase m) => m.IsPublic ? "public" : "protected";

    private static string Method(MethodInfo m)
    {
        var generic = m.IsGenericMethod ? $"<{string.Join(",", m.GetGenericArguments().Select(Name))}>" : "";
        return $"{Access(m)} {(m.IsStatic ? "static " : "")}{Name(m.ReturnType)} {m.Name}{generic}({Parameters(m)})";
    }

    private static string? Property(PropertyInfo p)
    {
        var get = Visible(p.GetMethod) && p.GetMethod!.IsPublic;
        var set = Visible(p.SetMethod) && p.SetMethod!.IsPublic;
        if (!get && !set)
        {
            return null;
        }

        var index = p.GetIndexParameters();
        var name = index.Length == 0 ? p.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var isStatic = (p.GetMethod ?? p.SetMethod)!.IsStatic;
        return $"{(isStatic ? "static " : "")}{Name(p.PropertyType)} {name} {{ {(get ? "get; " : "")}{(set ? "set; " : "")}}}";
    }

    private static string Parameters(MethodBase m)
    {
        var extension = m.IsDefined(typeof(ExtensionAttribute), false);
        return string.Join(", ", m.GetParameters().Select((p, i) => (extension && i == 0 ? "this " : "") + Parameter(p)));
    }

    private static string Parameter(ParameterInfo p)
    {
        var modifier = p.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "";
        var type = p.ParameterType.IsByRef ? p.ParameterType.GetElementType()! : p.ParameterType;
        return $"{modifier}{Name(type)} {p.Name}{(p.HasDefaultValue ? " = " + Default(p) : "")}";
    }

    private static string Default(ParameterInfo p) => p.DefaultValue switch
    {
        null => p.ParameterType.IsValueType && Nullable.GetUnderlyingType(p.ParameterType) is null ? "default" : "null",
        bool b => b ? "true" : "false",
        string s => $"\"{s}\"",
        var v when p.ParameterType.IsEnum => $"{p.ParameterType.Name}.{Enum.ToObject(p.ParameterType, v)}",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        var v => v.ToString()!,
    };

    private static string Name(Type type)
    {
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var arguments = type.GetGenericArguments();
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true || (type.IsGenericType && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)))
        {
            return $"({string.Join(", ", arguments.Select(Name))})";
        }

        var own = type.Name.Split('`')[0];
        var name = type.DeclaringType is { } outer && outer.Name != "torch" && outer.Namespace == "TorchSharp" ? $"{Outer(outer)}.{own}" : own;
        return arguments.Length == 0 || !type.Name.Contains('`') ? name : $"{name}<{string.Join(",", arguments.Select(Name))}>";
    }

    private static string Outer(Type type) => type.Name.Split('`')[0];
}
