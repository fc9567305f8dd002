using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>What a search for a credential tells, for -Verbose and for who has none.</summary>
public sealed class SearchReportTests : IDisposable
{
    private readonly Places _places = new();
    private readonly List<string> _report = [];

    public void Dispose() => _places.Dispose();

    [Fact]
    public async Task Every_place_is_named_in_its_order_with_the_reason_why_it_was_passed_over()
    {
        await Assert.ThrowsAsync<CredentialNotFoundException>(() => _places.FindAsync(report: _report.Add));

        Assert.Equal(
            [
                "Credentials: passed over environment variables HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK: neither is set.",
                "Credentials: passed over environment variables HW_ACCESS_KEY and HW_SECRET_KEY: neither is set.",
                $"Credentials: passed over profile [basic] in {_places.ProfileFile}: there is no such file.",
                $"Credentials: passed over KooCLI's profile (the current one) in {_places.KooCliFile}: there is no such file.",
                "Credentials: passed over metadata service of this server (169.254.169.254): no metadata service answers at 169.254.169.254.",
            ],
            _report);
    }

    [Fact]
    public async Task The_failure_gives_the_command_to_run_and_where_to_read_on_in_four_lines()
    {
        CredentialNotFoundException nothing = await Assert.ThrowsAsync<CredentialNotFoundException>(() => _places.FindAsync());

        Assert.Equal(
            [
                "No credentials were found. Run:",
                "    Connect-WsService -Region ap-southeast-3 -AccessKey <access key id>",
                "It asks for the secret key; -Emulator in place of a key connects to a service in memory.",
                "about_Workspace_Authentication says where a key can be, and -Verbose shows each place that was searched.",
            ],
            nothing.Message.Split(Environment.NewLine));
    }

    [Fact]
    public async Task A_missing_profile_is_told_with_the_profiles_that_are_there()
    {
        _places.Write(_places.ProfileFile, "[basic]\nak = A\nsk = s\n[basic-lab]\n");
        _places.Write(_places.KooCliFile, """{"current":"p","profiles":[{"name":"p"},{"name":"q"}]}""");

        CredentialNotFoundException nothing = await Assert.ThrowsAsync<CredentialNotFoundException>(() => _places.FindAsync("lab"));

        Assert.Equal(
            [
                "There is no profile 'lab' with a key. Looked at:",
                $"    profile lab in {_places.ProfileFile}: it has no section [lab], but [basic], [basic-lab]",
                $"    KooCLI's profile lab in {_places.KooCliFile}: it has no profile 'lab', but 'p', 'q'",
                "Correct -ProfileName, or give the file with -ProfilePath. Get-Help about_Workspace_Authentication tells what these files look like.",
            ],
            nothing.Message.Split(Environment.NewLine));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_cannot_be_read_is_an_error_that_names_it_and_the_way_out(bool isKooCli)
    {
        string path = _places.Write(isKooCli ? _places.KooCliFile : _places.ProfileFile, "x");
        using FileStream inUse = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => _places.FindAsync(report: _report.Add));

        Assert.StartsWith($"The file with keys {path} is there, but could not be read: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Let this user read it, or give a key with -AccessKey and -SecretKey.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_report, line => line.Contains("metadata", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_place_that_is_used_ends_the_report_and_no_secret_is_in_it()
    {
        const string Planted = "planted-secret";
        _places.Variables["HUAWEICLOUD_SDK_SECURITY_TOKEN"] = Planted;
        _places.Variables["HW_SECURITY_TOKEN"] = Planted;
        _places.Write(_places.ProfileFile, $"[global]\nak = G\nsk = {Planted}\n[basic]\nsecurity_token = {Planted}\n");
        _places.Write(_places.KooCliFile, $$"""{"current":"p","profiles":[{"name":"p","accessKeyId":"KOOCLI","secretAccessKey":"{{Planted}}","securityToken":"{{Planted}}"}]}""");

        using Credential credential = (await _places.FindAsync(report: _report.Add)).Credential;

        Assert.Equal(4, _report.Count);
        Assert.Equal($"Credentials: using KooCLI's profile (the current one) in {_places.KooCliFile}.", _report[3]);
        Assert.DoesNotContain(Planted, string.Join('\n', _report) + credential.Source + credential.Identity + credential, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metadata_services_key_is_not_in_the_report()
    {
        _places.Metadata = new MetadataStub(_places.Clock).Handler;

        using Credential credential = (await _places.FindAsync(report: _report.Add)).Credential;

        Assert.Equal("Credentials: using metadata service of this server (169.254.169.254).", _report[^1]);
        Assert.DoesNotContain("metadata-secret", string.Join('\n', _report) + credential, StringComparison.Ordinal);
        Assert.DoesNotContain("metadata-token", string.Join('\n', _report) + credential, StringComparison.Ordinal);
    }
}
