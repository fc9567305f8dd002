using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>The hosts of a region, and what overrides them.</summary>
internal sealed class ServiceEndpoints(Func<string, string?> variable)
{
    private const string IamVariable = "HUAWEICLOUD_SDK_IAM_ENDPOINT";

    // IAM has a host of its own in these regions, and one for all others.
    private static readonly HashSet<string> _iamRegions = new(StringComparer.Ordinal)
    {
        "cn-north-1", "cn-north-2", "cn-north-4", "cn-north-9", "cn-north-12", "cn-east-2", "cn-east-3", "cn-east-4", "cn-east-5",
        "cn-south-1", "cn-south-2", "cn-southwest-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4",
        "af-south-1", "sa-brazil-1", "la-south-2", "la-north-2", "na-mexico-1", "eu-west-0", "my-kualalumpur-1", "ru-moscow-1",
        "me-east-1", "ae-ad-1", "tr-west-1",
    };

    public Uri Workspace(string region)
    {
        string name = "HUAWEICLOUD_SDK_REGION_WORKSPACE_" + region.Replace('-', '_').ToUpperInvariant();
        return Override(name) ?? new Uri($"https://workspace.{region}.{Domain(region)}");
    }

    public Uri Iam(string? region) => Override(IamVariable) ?? new Uri(
        region is not null && (_iamRegions.Contains(region) || IsEurope(region))
            ? $"https://iam.{region}.{Domain(region)}"
            : "https://iam.myhuaweicloud.com");

    /// <summary>The region, when it can be a part of a host name.</summary>
    public static string CheckRegion(string? region)
    {
        if (string.IsNullOrWhiteSpace(region))
        {
            throw new ArgumentException("No region is given. Use Connect-WsService -Region, for example Connect-WsService -Region ap-southeast-3, or set HW_REGION_NAME.");
        }

        return Regex.IsMatch(region, @"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)
            ? region!
            : throw new ArgumentException($"Region '{region}' is not a region's name: lower-case letters, digits and hyphens, for example ap-southeast-3.");
    }

    /// <summary>The endpoint, when secrets may go there: https, or http on this machine.</summary>
    public static Uri Check(Uri endpoint, string name)
    {
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
        {
            throw new ArgumentException($"{name} '{AddressText.HideIn(endpoint.OriginalString)}' is not an address like https://workspace.ap-southeast-3.myhuaweicloud.com.");
        }

        if (endpoint.UserInfo.Length > 0)
        {
            throw new ArgumentException($"{name} '{AddressText.HideIn(endpoint.OriginalString)}' has a user name or password in it, which the service does not use: give the address without.");
        }

        if (endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback)
        {
            throw new ArgumentException($"{name} '{endpoint}' would send requests unencrypted over the network: plain http is for this machine (loopback) only. Use https.");
        }

        return endpoint;
    }

    // The European cloud has a domain of its own.
    private static bool IsEurope(string region) => region.StartsWith("eu-west-1", StringComparison.Ordinal);

    private static string Domain(string region) => IsEurope(region) ? "myhuaweicloud.eu" : "myhuaweicloud.com";

    // The SDKs take a list of addresses, of which the first is meant, and one without a scheme is https.
    private Uri? Override(string name)
    {
        string? first = variable(name)?.Split(',')[0].Trim();
        if (string.IsNullOrEmpty(first))
        {
            return null;
        }

        string address = first!.IndexOf("://", StringComparison.Ordinal) < 0 ? "https://" + first : first;
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            ? Check(uri, name)
            : throw new ArgumentException($"The environment variable {name} holds '{AddressText.HideIn(first)}', which is not an address.");
    }
}
