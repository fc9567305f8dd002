using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Workspace.Rest;
using Xunit;

namespace Workspace.Tests.Rest;

/// <summary>The catalogue of the service's operations.</summary>
public sealed class OperationCatalogueTests
{
    private static IReadOnlyList<ServiceOperation> All => OperationCatalogue.All;

    [Fact]
    public void It_has_every_operation_once()
    {
        Assert.Equal(352, All.Count);
        Assert.Equal(352, All.Select(o => o.Operation).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(352, All.Select(o => $"{o.Method} {o.Path}").Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(
            [("DELETE", 21), ("GET", 149), ("PATCH", 3), ("POST", 143), ("PUT", 36)],
            All.GroupBy(o => o.Method).Select(g => (g.Key, g.Count())).OrderBy(g => g.Key));
    }

    [Fact]
    public void Every_operation_is_well_formed()
    {
        var path = new Regex(@"^/v[123](/\{project_id\})?(/([a-z0-9][a-z0-9_-]*|\{[a-z]+(_[a-z]+)*\}))+$");
        var member = new Regex(@"^[a-z][A-Za-z0-9_]*$");

        Assert.DoesNotContain(All, o => !Regex.IsMatch(o.Operation, "^[A-Z][A-Za-z0-9]+$"));
        Assert.DoesNotContain(All, o => !path.IsMatch(o.Path));
        Assert.DoesNotContain(All, o => !Regex.IsMatch(o.Resource, "^[a-z][a-z0-9-]*$"));
        Assert.DoesNotContain(All.SelectMany(o => o.QueryParameter.Concat(o.ResponseMember)), name => !member.IsMatch(name));
        Assert.DoesNotContain(All, o => o.QueryParameter.Distinct().Count() != o.QueryParameter.Length);
        Assert.DoesNotContain(All, o => o.BodyType is not (null or "json" or "file") || (o.BodyType is not null && o.Method == "GET"));
    }

    [Fact]
    public void Every_placeholder_is_a_parameter_of_its_own()
    {
        Assert.DoesNotContain(All, o => o.PathParameter.Any(name => !Regex.IsMatch(name, "^[A-Z][A-Za-z]*$")));
        Assert.DoesNotContain(All, o => o.PathParameter.Distinct(StringComparer.OrdinalIgnoreCase).Count() != Regex.Count(o.Path, @"\{(?!project_id\})"));
    }

    [Fact]
    public void Every_operation_is_found_by_its_name_and_by_what_is_sent()
    {
        foreach (ServiceOperation operation in All)
        {
            Assert.Same(operation, OperationCatalogue.Find(operation.Operation.ToUpperInvariant()));
            Assert.Same(operation, OperationCatalogue.Find(operation.Method, operation.Path));
            Assert.Same(operation, OperationCatalogue.Find(operation.Method, Regex.Replace(operation.Path, @"\{\w+\}", "0b5c")));
        }
    }

    [Theory]
    [InlineData("GET", "/v2/p/desktops/detail", "ListDesktopsDetail")]
    [InlineData("GET", "/v2/p/desktops/d1", "ShowDesktopDetail")]
    [InlineData("POST", "/v2/p/desktops/d1", null)]
    [InlineData("GET", "/v2/p/desktops/", null)]
    [InlineData("GET", "/v2/p/nothing", null)]
    [InlineData("GET", "/v3/users/ai-assistant/subscribe", "ListSubscribeAiAssistantUsers")]
    public void What_is_written_out_goes_before_a_placeholder(string method, string path, string? operation) =>
        Assert.Equal(operation, OperationCatalogue.Find(method, path)?.Operation);

    [Fact]
    public void A_name_that_there_is_not_is_none() => Assert.Null(OperationCatalogue.Find("ListNothing"));

    [Fact]
    public void An_operation_tells_what_it_takes_and_gives()
    {
        ServiceOperation volumes = OperationCatalogue.Find("ExpandDesktopVolume")!;
        ServiceOperation pools = OperationCatalogue.Find("ListDesktopPools")!;

        Assert.Equal(("POST", "/v2/{project_id}/desktops/{desktop_id}/volumes/{volume_id}/expand", "desktops", "json"), (volumes.Method, volumes.Path, volumes.Resource, volumes.BodyType));
        Assert.Equal(["DesktopId", "VolumeId"], volumes.PathParameter);
        Assert.Empty(volumes.QueryParameter);
        Assert.Equal(["name", "type", "enterprise_project_id", "offset", "limit", "in_maintenance_mode"], pools.QueryParameter);
        Assert.Equal(["total_count", "desktop_pools"], pools.ResponseMember);
        Assert.Null(pools.BodyType);
        Assert.Equal(["ImportIp", "ImportPolicyGroups", "ImportUserList"], All.Where(o => o.BodyType == "file").Select(o => o.Operation));
    }
}
