using System;
using System.Security.Cryptography.X509Certificates;
#if NETFRAMEWORK
using Xunit;
#else
using System.Net;
using System.Security.Cryptography;
#endif

namespace Workspace.Tests.Support;

/// <summary>Certificates for servers of the test's own.</summary>
internal static class TestCertificate
{
    /// <summary>The variable that names a file with such a certificate, for .NET Framework's tests: Mono cannot make one.</summary>
    public const string Variable = "WORKSPACE_TESTS_CERTIFICATE";

    /// <summary>What the client calls the refusal of such a certificate. Mono's TLS says what it is in words of its own only.</summary>
    public static string Refusal => Type.GetType("Mono.Runtime") is null ? WorkspaceException.UntrustedCertificate : WorkspaceException.ConnectionFailed;

    /// <summary>A certificate for this machine that nobody vouches for.</summary>
#if NETFRAMEWORK
    public static X509Certificate2 SelfSigned()
    {
        string? file = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(file is null, $"{Variable} names no certificate. It does where dotnet test starts these tests.");
        return new X509Certificate2(file);
    }
#else
    public static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
#endif
}
