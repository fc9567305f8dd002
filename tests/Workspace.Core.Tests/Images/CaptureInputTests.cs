using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Images;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Images;

/// <summary>Input that the service would refuse is refused before anything is sent, with the value and its limit.</summary>
public sealed class CaptureInputTests
{
    private static ImageCapture Good => new() { ImageName = "win11", DesktopId = "d1" };

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData(" win", "begins or ends with a blank")]
    [InlineData("win ", "begins or ends with a blank")]
    [InlineData("win\t", "begins or ends with a blank")]
    [InlineData("win\n", "begins or ends with a blank")]
    [InlineData(" ", "begins or ends with a blank")]
    [InlineData("win/11", "character")]
    [InlineData("win:11", "character")]
    [InlineData("größe", "character")]
    [InlineData("win🙂", "character")]
    [InlineData("win\u00a011", "character")]
    public async Task An_image_name_outside_the_services_rule(string? name, string why)
    {
        ImageCapture capture = Good;
        capture.ImageName = name;

        await RefusedAsync(capture, "ImageName", why, string.IsNullOrEmpty(name) ? "1 to 128" : $"'{name}'");
    }

    [Fact]
    public async Task An_image_name_over_128_characters()
    {
        ImageCapture capture = Good;
        capture.ImageName = new string('n', 129);

        await RefusedAsync(capture, "ImageName", "129", "128");
    }

    [Fact]
    public async Task A_description_over_1024_characters()
    {
        ImageCapture capture = Good;
        capture.Description = new string('d', 1025);

        await RefusedAsync(capture, "Description", "1025", "1024");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a, b")]
    [InlineData("a!")]
    public async Task A_description_with_a_character_outside_the_services_set(string description)
    {
        ImageCapture capture = Good;
        capture.Description = description;

        await RefusedAsync(capture, $"Description '{description}'", "character");
    }

    [Fact]
    public async Task Deleting_data_although_Sysprep_runs()
    {
        ImageCapture capture = Good;
        capture.ClearData = true;

        await RefusedAsync(capture, "ClearData", "SkipSysprep");
    }

    [Theory]
    [InlineData(4096, 2048)]
    [InlineData(-1, null)]
    [InlineData(null, -1)]
    public async Task Memory_that_is_no_range(int? min, int? max)
    {
        ImageCapture capture = Good;
        (capture.MinRamMB, capture.MaxRamMB) = (min, max);

        await RefusedAsync(capture, $"MinRamMB {min} and MaxRamMB {max}");
    }

    [Fact]
    public async Task An_enterprise_project_id_over_255_characters()
    {
        ImageCapture capture = Good;
        capture.EnterpriseProjectId = new string('e', 256);

        await RefusedAsync(capture, "EnterpriseProjectId", "256", "255");
    }

    [Fact]
    public async Task More_than_a_thousand_tags()
    {
        ImageCapture capture = Good;
        capture.Tags = [.. Enumerable.Range(0, 1001).Select(i => new ResourceTag { Key = $"k{i}" })];

        await RefusedAsync(capture, "1001", "1000");
    }

    [Theory]
    [InlineData(1025, 1)]
    [InlineData(1, 1025)]
    [InlineData(null, 1025)]
    public async Task A_tag_over_1024_characters(int? key, int value)
    {
        ImageCapture capture = Good;
        capture.Tags = [new() { Key = key is { } length ? new string('k', length) : null, Value = new string('v', value) }];

        await RefusedAsync(capture, "Tag", "1024");
    }

    [Fact]
    public void The_limits_themselves_are_taken()
    {
        new ImageCapture
        {
            ImageName = new string('n', 128),
            DesktopId = new string('d', 255),
            Description = new string('d', 1024),
            EnterpriseProjectId = new string('e', 255),
            Tags = [.. Enumerable.Range(0, 1000).Select(_ => new ResourceTag { Key = new string('k', 1024), Value = new string('v', 1024) })],
            ExecuteSysprep = false,
            ClearData = true,
            MinRamMB = 2048,
            MaxRamMB = 2048,
        }.Validate();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Win 11_2026-11.v2")]
    [InlineData("模板 一")]
    [InlineData("a\tb")]
    public void A_name_of_the_services_set_is_taken(string name) => ImageCapture.CheckName(name);

    [Theory]
    [InlineData("")]
    [InlineData(" padded\r\nlines ")]
    [InlineData("模板 v1.0_x-y")]
    public void A_description_of_the_services_set_is_taken(string description)
    {
        ImageCapture capture = Good;
        capture.Description = description;

        capture.Validate();
    }

    private static async Task RefusedAsync(ImageCapture capture, params string[] named)
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Images.CaptureAsync(capture, TestContext.Current.CancellationToken));

        Assert.All(named, word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
        Assert.Empty(stub.Requests);
    }
}
