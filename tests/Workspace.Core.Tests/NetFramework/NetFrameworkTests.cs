using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Workspace.Tests.Chaos;
using Workspace.Tests.Economy;
using Workspace.Tests.EndToEnd;
using Workspace.Tests.Faults;
using Workspace.Tests.Fuzz;
using Workspace.Tests.Http;
using Workspace.Tests.Interop;
using Xunit;
using Xunit.v3;

namespace Workspace.Tests.NetFramework;

/// <summary>The core's tests on its build for Windows PowerShell, in a process of their own.</summary>
public sealed class NetFrameworkTests
{
    /// <summary>What is so on .NET only.</summary>
    private static readonly string[] _elsewhere =
    [
        "Workspace.Tests.Http.DeadConnectionTests.A_write_on_it_is_received_once_and_its_outcome_is_unknown",
        "Workspace.Tests.Http.EstablishedConnectionTests.Write_over_the_platforms_own_connection_is_sent_once",
        "Workspace.Tests.Http.PlatformHandlerTests.Certificates_are_checked_by_the_platform",
        "Workspace.Tests.Http.RetryTests.A_proxy_that_wants_a_logon_wants_it_in_a_second_too",
    ];

    /// <summary>The rooms that the project file leaves out, each for the reason that it gives.</summary>
    private static readonly string?[] _roomsElsewhere = [typeof(NetFrameworkTests).Namespace, typeof(ChaosTests).Namespace, typeof(FuzzTests).Namespace, typeof(ListEconomyTests).Namespace, typeof(VendorClientTests).Namespace];

    /// <summary>So are these, of the other rooms.</summary>
    private static readonly Type[] _typesElsewhere = [typeof(BadAnswerTests), typeof(RawAnswerTests), typeof(BodyLimitTests), typeof(ProxyPasswordTests), typeof(ProxyRefusalTests)];

    /// <summary>The tests that look at addresses.</summary>
    private static readonly string[] _addresses = ["SignatureTests", "SignedRequestTests", "ResourceIdTests", "SocketTests", "DesktopFilterTests", "EndpointTests", "ListPagingTests", "RestPathTests"];

    [Fact]
    public async Task Every_test_of_the_core_passes_there_too()
    {
        string[] excluded = FrameworkRuntime.IsMono ? [.. MonoDifferences.Tests.Keys] : [];

        FrameworkReport report = await FrameworkProgram.RunAsync(excluded.SelectMany(test => new[] { "-method-", test }));

        report.Tell("core", excluded.Length);
        Assert.True(report.Failed == 0, report.Failures);
        string[] own = [.. typeof(NetFrameworkTests).Assembly.GetTypes().Where(type => !_roomsElsewhere.Contains(type.Namespace) && !_typesElsewhere.Contains(type)).SelectMany(Tests)];
        Assert.NotEmpty(own);
        Assert.Empty(own.Except(report.Methods).Except(excluded).Except(_elsewhere));
    }

    // What is asked for must not hang on how the host has addresses spelled.
    [Fact]
    public async Task Requests_are_right_in_a_host_that_was_not_built_for_a_newer_framework()
    {
        Assert.SkipUnless(FrameworkRuntime.IsMono, "On Windows the platform's addresses are not switched over: nobody has tried.");

        FrameworkReport report = await FrameworkProgram.RunAsync(
            [.. _addresses.SelectMany(tests => new[] { "-class", $"*.{tests}" }), .. MonoDifferences.Tests.Keys.SelectMany(test => new[] { "-method-", test })],
            "WORKSPACE_TESTS_OLD_ADDRESSES");

        report.Tell("core-old-addresses", 0);
        Assert.True(report.Failed == 0, report.Failures);
        Assert.InRange(report.Passed, 50, int.MaxValue);
    }

    private static IEnumerable<string> Tests(Type type) => type.GetMethods()
        .Where(method => method.GetCustomAttributes().OfType<IFactAttribute>().Any())
        .Select(method => $"{type.FullName}.{method.Name}");
}
