using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;

namespace Workspace.Commands;

/// <summary>Connects to a project of Huawei Cloud Workspace and makes that the current connection of the runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "WsService", DefaultParameterSetName = ChainSet)]
[OutputType(typeof(WsConnection))]
public sealed class ConnectWsServiceCommand : AsyncCmdletBase
{
    private const string ChainSet = "Chain";
    private const string AccessKeySet = "AccessKey";
    private const string CredentialSet = "Credential";
    private const string TokenSet = "Token";
    private const string ProfileSet = "Profile";
    private const string EmulatorSet = "Emulator";
    private const string FromParameters = "parameters";

    private WsEmulator? _emulator;

    /// <summary>The region, for example ap-southeast-3. Without it the environment variable HW_REGION_NAME says it.</summary>
    [Parameter(Position = 0, ParameterSetName = ChainSet)]
    [Parameter(Position = 0, ParameterSetName = AccessKeySet)]
    [Parameter(Position = 0, ParameterSetName = CredentialSet)]
    [Parameter(Position = 0, ParameterSetName = TokenSet)]
    [Parameter(Position = 0, ParameterSetName = ProfileSet)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>The project's id. Without it the project of the region's name is looked up at IAM.</summary>
    [Parameter(ParameterSetName = ChainSet)]
    [Parameter(ParameterSetName = AccessKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    public string? ProjectId { get; set; }

    /// <summary>The project's name, for sub-projects (region_suffix).</summary>
    [Parameter(ParameterSetName = ChainSet)]
    [Parameter(ParameterSetName = AccessKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    public string? ProjectName { get; set; }

    /// <summary>The service's address instead of the region's. Plain http is for this machine only.</summary>
    [Parameter(ParameterSetName = ChainSet)]
    [Parameter(ParameterSetName = AccessKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    public Uri? Endpoint { get; set; }

    /// <summary>IAM's address instead of the region's. Plain http is for this machine only.</summary>
    [Parameter(ParameterSetName = ChainSet)]
    [Parameter(ParameterSetName = AccessKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    public Uri? IamEndpoint { get; set; }

    /// <summary>The access key id (AK). It is a name, not a secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AccessKeySet, HelpMessage = "The access key id (AK), which the console makes under My Credentials.")]
    [PlainText]
    public string? AccessKey { get; set; }

    /// <summary>The secret access key (SK).</summary>
    [Parameter(Mandatory = true, ParameterSetName = AccessKeySet, HelpMessage = "The secret access key (SK) that belongs to the access key.")]
    public SecureString? SecretKey { get; set; }

    /// <summary>The security token of a temporary key.</summary>
    [Parameter(ParameterSetName = AccessKeySet)]
    public SecureString? SecurityToken { get; set; }

    /// <summary>An IAM user's name and password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet, HelpMessage = "Name and password of an IAM user.")]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of the account that the IAM user belongs to.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet, HelpMessage = "The account that the IAM user belongs to.")]
    [ValidateNotNullOrEmpty]
    public string? DomainName { get; set; }

    /// <summary>An IAM token that was obtained already.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet, HelpMessage = "A token of IAM (X-Auth-Token).")]
    public SecureString? Token { get; set; }

    /// <summary>A profile of the SDKs' credentials file, or of KooCLI.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ProfileSet, HelpMessage = "A profile of the credentials file of the SDKs, or of KooCLI.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>The file with profiles: the SDKs' (ini), or KooCLI's where its name ends in .json. The default is both in the user's folder.</summary>
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    public string? ProfilePath { get; set; }

    /// <summary>Connects to a service in memory, with desktops, pools and images made up: to learn, to demonstrate, to test runbooks.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmulatorSet, HelpMessage = "Connects to a service in memory, for which no account is needed.")]
    public SwitchParameter Emulator { get; set; }

    /// <summary>
    /// Desktops, Pools, Seed, JobSeconds, FailureRate (0 to 1), LatencyMilliseconds and Now of the service in memory. With Now its time begins
    /// there and stands still, but for what is waited for.
    /// </summary>
    [Parameter(ParameterSetName = EmulatorSet)]
    public Hashtable? EmulatorOptions { get; set; }

    /// <summary>The proxy to use instead of the system's.</summary>
    [Parameter(ParameterSetName = ChainSet)]
    [Parameter(ParameterSetName = AccessKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    public Uri? Proxy { get; set; }

    /// <summary>Who logs on to the proxy.</summary>
    [Parameter(ParameterSetName = ChainSet)]
    [Parameter(ParameterSetName = AccessKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Log on to the proxy as the current user.</summary>
    [Parameter(ParameterSetName = ChainSet)]
    [Parameter(ParameterSetName = AccessKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Use no proxy, not even the system's.</summary>
    [Parameter(ParameterSetName = ChainSet)]
    [Parameter(ParameterSetName = AccessKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>How long one attempt of one request may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    [NotEmpty(nameof(TimeoutSec))]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How many requests of the connection run at a time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    [NotEmpty(nameof(ThrottleLimit))]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>How often a request that failed for a passing reason is repeated. Writes are repeated only when the service certainly did not process them.</summary>
    [Parameter]
    [ValidateRange(0, 10)]
    [NotEmpty(nameof(MaximumRetryCount))]
    public int MaximumRetryCount { get; set; } = new RetrySettings().MaximumRetryCount;

    /// <summary>How long all attempts of a request may take together, with the waits between them, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    [NotEmpty(nameof(RetryTimeoutSec))]
    public int RetryTimeoutSec { get; set; } = (int)new RetrySettings().Deadline.TotalSeconds;

    private protected override async Task BeginAsync()
    {
        // Should this fail, what follows in a script must not run on the connection before.
        ConnectionStore.Current = null;
        try
        {
            WorkspaceClientOptions options = await OptionsAsync().ConfigureAwait(true);
            options.Timeout = TimeSpan.FromSeconds(TimeoutSec);
            options.ThrottleLimit = ThrottleLimit;
            options.Retry.MaximumRetryCount = MaximumRetryCount;
            options.Retry.Deadline = TimeSpan.FromSeconds(RetryTimeoutSec);
            ConnectionStore.Current = await WsConnection.OpenAsync(options, new CommandObserver(this, Pipeline), StopToken, _emulator).ConfigureAwait(true);
            WriteObject(ConnectionStore.Current);
        }
        catch (Exception exception) when (exception is WorkspaceException or ArgumentException or CredentialNotFoundException)
        {
            // Without a logon that somebody put into the address.
            string? address = Endpoint is { IsAbsoluteUri: true } ? Endpoint.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) : Endpoint?.OriginalString;
            ThrowTerminatingError(exception.ToErrorRecord(Region ?? address));
        }
    }

    private async Task<WorkspaceClientOptions> OptionsAsync()
    {
        if (Emulator)
        {
            (WorkspaceClientOptions emulated, _emulator) = EmulatorConnection.Make(EmulatorOptions);
            return emulated;
        }

        WorkspaceClientOptions options = ParameterSetName is ChainSet or ProfileSet or EmulatorSet
            ? await ChainOptions.FindAsync(Search(), Region, PostVerbose, StopToken).ConfigureAwait(true)
            : new WorkspaceClientOptions { Credential = Given(), Region = Region ?? new CredentialChain().Region };
        if (ProjectId is not null || ProjectName is not null)
        {
            options.ProjectId = ProjectId;
            options.ProjectName = ProjectName;
        }

        options.Endpoint = Endpoint;
        options.IamEndpoint = IamEndpoint ?? options.IamEndpoint;
        options.Proxy = Proxy;
        options.ProxyCredential = ProxyCredential?.GetNetworkCredential();
        options.ProxyUseDefaultCredentials = ProxyUseDefaultCredentials;
        options.NoProxy = NoProxy;
        return options;
    }

    private CredentialSearch Search() => new()
    {
        ProfileName = ProfileName,
        ProfilePath = ProfilePath is null ? null : GetUnresolvedProviderPathFromPSPath(ProfilePath),
    };

    private Credential Given() => ParameterSetName switch
    {
        AccessKeySet => AccessKeyGiven(),
        CredentialSet => new PasswordCredential(Credential!.UserName, new Secret(Checked(Credential.Password, nameof(Credential))), DomainName!, FromParameters),
        _ => new TokenCredential(new Secret(Checked(Token, nameof(Token))), FromParameters),
    };

    // All are checked before one is copied: a copy that no credential has is never wiped.
    private AccessKeyCredential AccessKeyGiven()
    {
        string id = AccessKey!.Trim() is { Length: > 0 } text ? text : throw Empty(nameof(AccessKey));
        SecureString secret = Checked(SecretKey, nameof(SecretKey));
        SecureString? token = SecurityToken is null ? null : Checked(SecurityToken, nameof(SecurityToken));
        return new AccessKeyCredential(id, new Secret(secret), token is null ? null : new Secret(token), FromParameters);
    }

    private static SecureString Checked(SecureString? value, string name) => value is { Length: > 0 } ? value : throw Empty(name);

    private static ArgumentException Empty(string name) => new($"{name} is empty.");
}
