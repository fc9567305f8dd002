using System;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Authentication;

/// <summary>A family of environment variables.</summary>
internal sealed class EnvironmentSource : ICredentialSource
{
    private readonly Func<string, string?> _variable;
    private readonly Names _names;

    private EnvironmentSource(Func<string, string?> variable, Names names)
    {
        _variable = variable;
        _names = names;
    }

    public string Description => $"environment variables {_names.AccessKey} and {_names.SecretKey}";

    /// <summary>The variables of the Huawei Cloud SDKs.</summary>
    public static EnvironmentSource Sdk(Func<string, string?> variable) => new(variable, new(
        AccessKey: "HUAWEICLOUD_SDK_AK",
        SecretKey: "HUAWEICLOUD_SDK_SK",
        SecurityToken: "HUAWEICLOUD_SDK_SECURITY_TOKEN",
        ProjectId: "HUAWEICLOUD_SDK_PROJECT_ID",
        ProjectName: null,
        DomainId: "HUAWEICLOUD_SDK_DOMAIN_ID"));

    /// <summary>The variables of Terraform's provider, which looks a project up without the domain.</summary>
    public static EnvironmentSource Terraform(Func<string, string?> variable) => new(variable, new(
        AccessKey: "HW_ACCESS_KEY",
        SecretKey: "HW_SECRET_KEY",
        SecurityToken: "HW_SECURITY_TOKEN",
        ProjectId: "HW_PROJECT_ID",
        ProjectName: "HW_PROJECT_NAME",
        DomainId: null));

    public Task<CredentialLookup> LookAsync(CancellationToken cancellationToken)
    {
        var key = new KeyText(Read(_names.AccessKey), Read(_names.SecretKey), Read(_names.SecurityToken));
        AccessKeyCredential? credential = key.ToCredential($"environment ({_names.AccessKey})", _names.AccessKey, _names.SecretKey, "the environment");
        return Task.FromResult(credential is null
            ? CredentialLookup.Nothing("neither is set")
            : new FoundCredential(credential)
            {
                ProjectId = Read(_names.ProjectId),
                ProjectName = Read(_names.ProjectName),
                DomainId = Read(_names.DomainId),
            });
    }

    private string? Read(string? name) => name is not null && _variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    private sealed record Names(string AccessKey, string SecretKey, string SecurityToken, string ProjectId, string? ProjectName, string? DomainId);
}
