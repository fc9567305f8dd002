using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Workspace.Emulator;
using Xunit;

namespace Workspace.Tests.Interop;

/// <summary>The vendor's own client signs, sends and reads; the emulator takes it for what it is.</summary>
public sealed class VendorClientTests
{
    // The vendor's client signs by the machine's clock, so jobs must not last.
    private readonly EmulatedTenant _tenant = new(new EmulatorOptions { JobSeconds = 0, Quirks = new() { ImageDelaySeconds = 0 } });

    private string Prefix => $"/v2/{_tenant.ProjectId}";

    [Fact]
    public async Task The_four_operations_are_accepted_and_their_jobs_can_be_read()
    {
        await using VendorClient client = await VendorClient.ConnectAsync(_tenant);
        string desktop = _tenant.Desktops.First(d => d.PoolId is null).DesktopId;
        string pool = _tenant.Pools[0].PoolId;

        JsonNode sysprep = await client.SendAsync("POST", $"{Prefix}/sysprep", body: new { desktop_ids = new[] { desktop } });
        JsonNode captured = await client.SendAsync("POST", $"{Prefix}/desktops/desktop-to-image", body: new { image_name = "n", desktop_id = desktop, description = "Schön, 测试" });
        JsonNode capture = await JobAsync(client, captured);
        JsonNode installed = await client.SendAsync("POST", $"{Prefix}/desktops/agents", body: new { desktop_ids = new[] { desktop } });
        JsonNode install = await JobAsync(client, installed);
        JsonNode rebuilt = await client.SendAsync("POST", $"{Prefix}/desktop-pools/{pool}/rebuild", body: new { image_id = _tenant.Images[0].ImageId, delay_time = 15 });
        JsonNode rebuild = await JobAsync(client, rebuilt);

        Assert.NotNull(sysprep["sysprep_infos"]);
        Assert.Equal(
            _tenant.Jobs.Select(job => job.JobId),
            new[] { captured, installed, rebuilt }.Select(response => (string?)response["job_id"]));
        Assert.Equal(
            _tenant.Jobs.Select(job => job.JobId),
            new[] { capture, install, rebuild }.Select(job => (string?)job["id"]));
        Assert.All(_tenant.Requests, request => Assert.Equal(200, request.Status));
    }

    [Fact]
    public async Task Lists_are_read()
    {
        await using VendorClient client = await VendorClient.ConnectAsync(_tenant);

        JsonNode desktops = await client.SendAsync("GET", $"{Prefix}/desktops/detail", new Dictionary<string, object> { ["limit"] = 5, ["offset"] = 2 });
        JsonNode pools = await client.SendAsync("GET", $"{Prefix}/desktop-pools");
        JsonNode images = await client.SendAsync("GET", $"{Prefix}/images");
        JsonNode agents = await client.SendAsync("GET", $"{Prefix}/desktops/agents");
        JsonNode jobs = await client.SendAsync("GET", $"{Prefix}/workspace-sub-jobs", new Dictionary<string, object> { ["job_type"] = "rebuildDesktopPool" });

        Assert.Equal(_tenant.Desktops.Skip(2).Take(5).Select(d => d.DesktopId), Ids(desktops));
        Assert.Equal(_tenant.Pools.Select(p => p.PoolId).Order(), pools["desktop_pools"]!.AsArray().Select(p => (string?)p!["id"]).Order());
        Assert.NotEmpty(images["images"]!.AsArray());
        Assert.NotEmpty(agents.AsObject());
        Assert.NotNull(jobs["jobs"]);
    }

    [Theory]
    [InlineData("desktop_id", "id2", "id", "Id")]
    [InlineData("user_names", "bob1", "bob@corp", "bob:2", "bob,3")]
    [InlineData("user_names", "alice", "王", "ü")]
    [InlineData("computer_names", "测试 1*~", "a-b", "a", "a.1", "a_1")]
    public async Task A_repeated_name_keeps_its_signature_whatever_its_values(string name, params string[] values)
    {
        await using VendorClient client = await VendorClient.ConnectAsync(_tenant);

        await client.SendAsync("GET", $"{Prefix}/desktops/detail", new Dictionary<string, object> { ["limit"] = 10, [name] = values });

        EmulatorRequest received = Assert.Single(_tenant.Requests);
        Assert.Equal(values.Order(StringComparer.Ordinal), received.Query.Where(pair => pair.Key == name).Select(pair => pair.Value));
    }

    [Fact]
    public async Task A_repeated_id_selects_the_desktops_that_have_it()
    {
        await using VendorClient client = await VendorClient.ConnectAsync(_tenant);
        string[] ids = [.. _tenant.Desktops.Take(3).Select(d => d.DesktopId)];

        JsonNode found = await client.SendAsync("GET", $"{Prefix}/desktops/detail", new Dictionary<string, object> { ["desktop_id"] = ids });

        Assert.Equal(ids.Order(), Ids(found).Order());
    }

    [Theory]
    [InlineData("computer_name", "测试 1*~")]
    [InlineData("computer_name", "a b+c&d=e#f%2F/'()!")]
    [InlineData("tag", "Kostenstelle=Büro")]
    public async Task A_value_outside_ASCII_or_with_reserved_characters_keeps_its_signature(string name, string value)
    {
        await using VendorClient client = await VendorClient.ConnectAsync(_tenant);

        await client.SendAsync("GET", $"{Prefix}/desktops/detail", new Dictionary<string, object> { [name] = value, ["offset"] = 0, ["limit"] = 10 });

        Assert.Equal(value, Assert.Single(_tenant.Requests).Query.Single(pair => pair.Key == name).Value);
    }

    private static IEnumerable<string?> Ids(JsonNode page) => page["desktops"]!.AsArray().Select(desktop => (string?)desktop!["desktop_id"]);

    private async Task<JsonNode> JobAsync(VendorClient client, JsonNode started) =>
        await client.SendAsync("GET", $"{Prefix}/workspace-jobs/{(string?)started["job_id"]}");
}
