using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Workspace.Tests.Package;

/// <summary>An assembly, looked at without loading it.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    private AssemblyFile(Stream stream)
    {
        _file = new PEReader(stream);
        _metadata = _file.GetMetadataReader();
    }

    public AssemblyName Name => _metadata.GetAssemblyDefinition().GetAssemblyName();

    public IEnumerable<AssemblyName> References =>
        _metadata.AssemblyReferences.Select(handle => _metadata.GetAssemblyReference(handle).GetAssemblyName());

    /// <summary>How many types it has to offer itself, without those that it forwards to another assembly.</summary>
    public int PublicTypes => _metadata.TypeDefinitions.Count(type => (_metadata.GetTypeDefinition(type).Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public);

    /// <summary>The names of the cmdlets in it: what [Cmdlet(verb, noun)] says of each class.</summary>
    public IEnumerable<string> Cmdlets => _metadata.TypeDefinitions
        .SelectMany(type => _metadata.GetTypeDefinition(type).GetCustomAttributes())
        .Select(_metadata.GetCustomAttribute)
        .Where(attribute => TypeName(attribute) == "CmdletAttribute")
        .Select(attribute =>
        {
            BlobReader value = _metadata.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            return $"{value.ReadSerializedString()}-{value.ReadSerializedString()}";
        });

    public static AssemblyFile Open(string path) => new(File.OpenRead(path));

    public void Dispose() => _file.Dispose();

    private string? TypeName(CustomAttribute attribute) => attribute.Constructor.Kind == HandleKind.MemberReference
        && _metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor) is { Parent.Kind: HandleKind.TypeReference } member
            ? _metadata.GetString(_metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)
            : null;
}
