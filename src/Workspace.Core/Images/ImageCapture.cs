using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Workspace.Http;

namespace Workspace.Images;

/// <summary>How to make an image of a desktop (POST /desktops/desktop-to-image). What is null is not sent.</summary>
public sealed class ImageCapture
{
    /// <summary>The longest image name, in characters.</summary>
    public const int MaxNameLength = 128;

    /// <summary>The longest description, in characters.</summary>
    public const int MaxDescriptionLength = 1024;

    /// <summary>The most tags of an image.</summary>
    public const int MaxTags = 1000;

    /// <summary>The longest key or value of a tag, in characters.</summary>
    public const int MaxTagLength = 1024;

    // The service's own sets; its blanks are those of ASCII.
    private static readonly Regex _nameSet = new(@"^[\u4e00-\u9fa5a-zA-Z0-9 \t\n\v\f\r\-_.]+\z", RegexOptions.CultureInvariant);
    private static readonly Regex _descriptionSet = new(@"^[\u4e00-\u9fa5a-zA-Z0-9 \t\n\v\f\r\-_.]*\z", RegexOptions.CultureInvariant);

    /// <summary>The new image's name: 1 to 128 characters of CJK, letters, digits, inner blanks and - _ .</summary>
    public string? ImageName { get; set; }

    /// <summary>A description: up to 1,024 characters of the same set.</summary>
    [JsonPropertyName("image_description")]
    public string? Description { get; set; }

    /// <summary>The desktop's id, 1 to 255 characters.</summary>
    public string? DesktopId { get; set; }

    /// <summary>Run Sysprep first, so that the image can be used for other computers. Always sent.</summary>
    public bool ExecuteSysprep { get; set; } = true;

    /// <summary>The image's tags: up to 1,000, keys and values up to 1,024 characters each.</summary>
    [JsonPropertyName("image_tags")]
    public IReadOnlyList<ResourceTag>? Tags { get; set; }

    /// <summary>The enterprise project's id, up to 255 characters; null or 0 is the default one.</summary>
    public string? EnterpriseProjectId { get; set; }

    /// <summary>Delete user data where Sysprep does not run.</summary>
    [JsonPropertyName("is_clear_data")]
    public bool? ClearData { get; set; }

    /// <summary>The most memory of a desktop made of the image, in MB.</summary>
    [JsonIgnore]
    public int? MaxRamMB { get; set; }

    /// <summary>The least memory of a desktop made of the image, in MB; 0 is no limit.</summary>
    [JsonIgnore]
    public int? MinRamMB { get; set; }

    // The service takes these two as texts.
    [JsonInclude]
    [JsonPropertyName("max_ram")]
    internal string? MaxRamText => MaxRamMB?.ToString(CultureInfo.InvariantCulture);

    [JsonInclude]
    [JsonPropertyName("min_ram")]
    internal string? MinRamText => MinRamMB?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Refuses what the service would refuse.</summary>
    /// <exception cref="ArgumentException">A value is missing or out of its limit; the message names both.</exception>
    public void Validate()
    {
        CheckName(ImageName);
        ResourceId.Check(DesktopId, "DesktopId");
        if (Description?.Length > MaxDescriptionLength)
        {
            throw new ArgumentException($"Description has {Description.Length} characters; the limit is {MaxDescriptionLength}.");
        }

        if (Description is not null && !_descriptionSet.IsMatch(Description))
        {
            throw new ArgumentException($"Description '{Description}' has a character that the service does not take: it takes CJK, letters, digits, blanks and - _ .");
        }

        if (EnterpriseProjectId?.Length > WorkspaceClient.MaxIdLength)
        {
            throw new ArgumentException($"EnterpriseProjectId has {EnterpriseProjectId.Length} characters; the limit is {WorkspaceClient.MaxIdLength}.");
        }

        if (ClearData == true && ExecuteSysprep)
        {
            throw new ArgumentException("ClearData deletes user data where Sysprep does not run: use it with SkipSysprep only.");
        }

        if (MinRamMB < 0 || MaxRamMB < 0 || MinRamMB > MaxRamMB)
        {
            throw new ArgumentException($"MinRamMB {MinRamMB} and MaxRamMB {MaxRamMB} are no range: 0 or more, and the least not above the most.");
        }

        CheckTags();
    }

    /// <summary>Refuses a name that the service would refuse.</summary>
    /// <param name="name">The image's name.</param>
    /// <exception cref="ArgumentException">The name is empty, too long, or has a blank at an end or a character outside the set.</exception>
    public static void CheckName(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException($"ImageName is empty: give 1 to {MaxNameLength} characters.");
        }

        if (name!.Length > MaxNameLength)
        {
            throw new ArgumentException($"ImageName '{name.Substring(0, 20)}…' has {name.Length} characters; the limit is {MaxNameLength}.");
        }

        if (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[name.Length - 1]))
        {
            throw new ArgumentException($"ImageName '{name}' begins or ends with a blank; the service does not take that.");
        }

        if (!_nameSet.IsMatch(name))
        {
            throw new ArgumentException($"ImageName '{name}' has a character that the service does not take: it takes CJK, letters, digits, inner blanks and - _ .");
        }
    }

    private void CheckTags()
    {
        if (Tags?.Count > MaxTags)
        {
            throw new ArgumentException($"There are {Tags.Count} tags; the limit is {MaxTags}.");
        }

        foreach (ResourceTag tag in Tags ?? [])
        {
            if (tag.Key?.Length > MaxTagLength || tag.Value?.Length > MaxTagLength)
            {
                throw new ArgumentException($"Tag '{tag.Key?.Substring(0, Math.Min(20, tag.Key.Length))}' has a key or value over the limit of {MaxTagLength} characters.");
            }
        }
    }
}
