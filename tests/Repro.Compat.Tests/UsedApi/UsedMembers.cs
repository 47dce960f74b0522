using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Repro.Compat.Tests.UsedApi;

/// <summary>The TorchSharp members that a compiled assembly refers to, one line each.</summary>
internal static class UsedMembers
{
    public static IEnumerable<string> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        var names = new TypeNames();
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (Parent(reader, member.Parent, names) is not { } parent)
            {
                continue;
            }

            var name = reader.GetString(member.Name);
            if (member.GetKind() == MemberReferenceKind.Field)
            {
                yield return $"{parent}.{name} : {member.DecodeFieldSignature(names, null)}";
                continue;
            }

            var signature = member.DecodeMethodSignature(names, null);
            var generic = signature.GenericParameterCount == 0 ? "" : $"`{signature.GenericParameterCount}";
            yield return $"{parent}.{name}{generic}({string.Join(", ", signature.ParameterTypes)}) : {signature.ReturnType}";
        }
    }

    private static string? Parent(MetadataReader reader, EntityHandle parent, TypeNames names)
    {
        switch (parent.Kind)
        {
            case HandleKind.TypeReference:
                return FromTorchSharp(reader, (TypeReferenceHandle)parent) ? names.GetTypeFromReference(reader, (TypeReferenceHandle)parent, 0) : null;
            case HandleKind.TypeSpecification:
                var blob = reader.GetTypeSpecification((TypeSpecificationHandle)parent);
                names.First = null;
                var text = blob.DecodeSignature(names, null);
                return names.First is { Kind: HandleKind.TypeReference } definition && FromTorchSharp(reader, (TypeReferenceHandle)definition) ? text : null;
            default:
                return null;
        }
    }

    private static bool FromTorchSharp(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => FromTorchSharp(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == "TorchSharp",
            _ => false,
        };
    }
}
