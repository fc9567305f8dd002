using System;

namespace Workspace.Emulator.Iam;

/// <summary>The tenant's account, user, keys and project, all out of the seed and all of them good for nothing elsewhere.</summary>
internal sealed class IamCredentials
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    public IamCredentials(int seed)
    {
        var random = new SeededRandom(seed, "iam");
        ProjectId = random.Hex(32);
        DomainId = random.Hex(32);
        UserId = random.Hex(32);
        AccessKey = "EMULATED" + random.Text(12, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789");
        SecretKey = "EmulatedSecret" + random.Text(26, Letters);
        Password = "Emulated-" + random.Text(12, Letters);
    }

    public string ProjectId { get; }

    public string DomainId { get; }

    public string DomainName { get; } = "emulated-account";

    public string UserId { get; }

    public string UserName { get; } = "emulated-user";

    public string AccessKey { get; }

    public string SecretKey { get; }

    public string Password { get; }

    public bool Match(string? domainName, string? userName, string? password) =>
        string.Equals(domainName, DomainName, StringComparison.Ordinal)
        && string.Equals(userName, UserName, StringComparison.Ordinal)
        && string.Equals(password, Password, StringComparison.Ordinal);
}
