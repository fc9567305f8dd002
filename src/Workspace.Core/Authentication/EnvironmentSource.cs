using System;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Authentication;

/// <summary>A family of environment variables.</summary>
internal sealed class EnvironmentSource : ICredentialSource
{
    private readonly Func<string, string?> _variable;
    private readonly string _accessKey;
    private readonly string _secretKey;
    private readonly string _securityToken;
    private readonly string _projectId;
    private readonly string? _projectName;

    private EnvironmentSource(Func<string, string?> variable, string accessKey, string secretKey, string securityToken, string projectId, string? projectName)
    {
        _variable = variable;
        _accessKey = accessKey;
        _secretKey = secretKey;
        _securityToken = securityToken;
        _projectId = projectId;
        _projectName = projectName;
    }

    public string Description => $"environment variables {_accessKey} and {_secretKey}";

    /// <summary>The variables of the Huawei Cloud SDKs.</summary>
    public static EnvironmentSource Sdk(Func<string, string?> variable) =>
        new(variable, "HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "HUAWEICLOUD_SDK_PROJECT_ID", null);

    /// <summary>The variables of Terraform's provider.</summary>
    public static EnvironmentSource Terraform(Func<string, string?> variable) =>
        new(variable, "HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_SECURITY_TOKEN", "HW_PROJECT_ID", "HW_PROJECT_NAME");

    public Task<CredentialLookup> LookAsync(CancellationToken cancellationToken)
    {
        var key = new KeyText(Read(_accessKey), Read(_secretKey), Read(_securityToken));
        AccessKeyCredential? credential = key.ToCredential($"environment ({_accessKey})", _accessKey, _secretKey, "the environment");
        return Task.FromResult(credential is null
            ? CredentialLookup.Nothing("neither is set")
            : new FoundCredential(credential)
            {
                ProjectId = Read(_projectId),
                ProjectName = _projectName is null ? null : Read(_projectName),
            });
    }

    private string? Read(string name) => _variable(name) is { Length: > 0 } value ? value : null;
}
