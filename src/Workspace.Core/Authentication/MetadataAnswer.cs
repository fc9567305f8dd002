namespace Workspace.Authentication;

/// <summary>The envelope of GET /openstack/latest/securitykey.</summary>
internal sealed class MetadataAnswer
{
    public MetadataKey? Credential { get; set; }
}
