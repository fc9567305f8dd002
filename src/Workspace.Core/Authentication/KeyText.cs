using System;

namespace Workspace.Authentication;

/// <summary>The parts of an access key as a file or the environment has them.</summary>
internal readonly record struct KeyText(string? AccessKey, string? SecretKey, string? SecurityToken)
{
    /// <summary>The credential, or null where there is no part of one.</summary>
    /// <param name="source">Where it was found, for the connection to show.</param>
    /// <param name="accessName">What that place calls an access key.</param>
    /// <param name="secretName">What that place calls a secret key.</param>
    /// <param name="place">The place, for the error.</param>
    /// <exception cref="ArgumentException">One half is there, the other is not.</exception>
    public AccessKeyCredential? ToCredential(string source, string accessName, string secretName, string place)
    {
        string? access = Filled(AccessKey);
        string? secret = Filled(SecretKey);
        if (access is null && secret is null)
        {
            return null;
        }

        if (access is null || secret is null)
        {
            (string there, string missing) = access is null ? (secretName, accessName) : (accessName, secretName);
            throw new ArgumentException($"In {place}, {there} is set but {missing} is not: a key needs both. Add {missing}, or take {there} away for the next place to be looked at.");
        }

        return new AccessKeyCredential(
            access,
            Secret.FromText(secret),
            Filled(SecurityToken) is { } token ? Secret.FromText(token) : null,
            source);
    }

    // The generated ToString of a record would show the key.
    public override string ToString() => "****";

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
