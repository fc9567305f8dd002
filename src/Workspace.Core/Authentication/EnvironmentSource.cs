using System;

namespace Workspace.Authentication;

/// <summary>The environment variables of the Huawei Cloud SDKs.</summary>
internal sealed class EnvironmentSource : ICredentialSource
{
    private const string AccessKey = "HUAWEICLOUD_SDK_AK";
    private const string SecretKey = "HUAWEICLOUD_SDK_SK";

    private readonly Func<string, string?> _variable;

    public EnvironmentSource(Func<string, string?> variable) => _variable = variable;

    public string Description => $"environment variables {AccessKey} and {SecretKey}";

    public FoundCredential? Find()
    {
        string? accessKey = Read(AccessKey);
        string? secretKey = Read(SecretKey);
        if (accessKey is null && secretKey is null)
        {
            return null;
        }

        if (accessKey is null || secretKey is null)
        {
            (string there, string missing) = accessKey is null ? (SecretKey, AccessKey) : (AccessKey, SecretKey);
            throw new ArgumentException($"The environment variable {there} is set but {missing} is not: a key needs both.");
        }

        string? token = Read("HUAWEICLOUD_SDK_SECURITY_TOKEN");
        var credential = new AccessKeyCredential(
            Secret.FromText(accessKey),
            Secret.FromText(secretKey),
            token is null ? null : Secret.FromText(token),
            $"environment ({AccessKey})");
        return new FoundCredential(credential, Read("HUAWEICLOUD_SDK_PROJECT_ID"));
    }

    private string? Read(string name) => _variable(name) is { Length: > 0 } value ? value : null;
}
