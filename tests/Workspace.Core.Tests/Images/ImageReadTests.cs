using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Images;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Images;

public sealed class ImageReadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_arrives_with_every_member()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always("""{"total_count":1,"images":[{"id":"i1","image_type":"private","os_type":"Windows","architecture":"x86","os_version":"11","disk_format":"zvhd2","name":"win11","min_ram":4096,"min_disk":"80","product_code":"c","created_at":"2026-01-01T00:00:00Z","kms_id":"k"}]}"""));

        Image image = await client.Images.List().SingleAsync(Stop);

        Assert.Equal(("i1", "private", "Windows", "x86", "11", "zvhd2"), (image.ImageId, image.Type, image.OSType, image.Architecture, image.OSVersion, image.DiskFormat));
        Assert.Equal(("win11", 4096, 80, "c", "k"), (image.Name, image.MinRamMB, image.MinDiskGB, image.ProductCode, image.KmsId));
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), image.Created);
    }

    [Fact]
    public async Task A_filter_becomes_the_query()
    {
        StubHandler stub = ListService.Of("images", 0, _ => "{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Images.List(new() { Type = "gold", OSType = "Windows", Platform = "p", Architecture = "x86", PackageType = "general", ImageId = "i1", SortField = "created_at", SortType = "desc" }).CountAsync(Stop);

        Assert.Equal(
            TestClient.Prefix + "/images?architecture=x86&image_id=i1&image_type=gold&limit=100&offset=0&os_type=Windows&package_type=general&platform=p&sort_field=created_at&sort_type=desc",
            Assert.Single(stub.Requests).Target);
    }

    [Fact]
    public async Task Private_images_are_found_by_their_exact_name_on_every_page()
    {
        string[] names = [.. Enumerable.Range(0, 150).Select(i => i switch { 3 => "win11", 4 => "WIN11", 5 => "win11-2", 140 => "win11", _ => $"other-{i}" })];
        StubHandler stub = ListService.Of("images", names.Length, i => $$"""{"id":"i{{i}}","name":"{{names[i]}}"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        IReadOnlyList<Image> found = await client.Images.FindPrivateAsync("win11", Stop);

        Assert.Equal(["i3", "i140"], found.Select(image => image.ImageId));
        Assert.All(stub.Requests, request => Assert.Equal("private", request.Query("image_type")));
    }
}
