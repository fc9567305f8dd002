using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.EmulatorServer;

try
{
    ServerArguments arguments = ServerArguments.Parse(args);
    var tenant = new EmulatedTenant(arguments.Options);
    tenant.Faults.Draw(arguments.Faults);
    await using EmulatorHost host = await EmulatorHost.StartAsync(tenant, arguments.Port);
    string endpoint = host.Endpoint.GetLeftPart(UriPartial.Authority);
    Console.WriteLine($"""
        Endpoint    {endpoint}
        Region      {tenant.Region}
        Project     {tenant.ProjectId}
        Access key  {tenant.AccessKey}
        Secret key  {tenant.SecretKey}
        IAM login   account {tenant.DomainName}, user {tenant.UserName}, password {tenant.Password}

        Connect-WsService -Region {tenant.Region} -Endpoint {endpoint} -IamEndpoint {endpoint} -AccessKey {tenant.AccessKey} -SecretKey (ConvertTo-SecureString '{tenant.SecretKey}' -AsPlainText -Force)

        Ctrl+C ends it.
        """);

    var ended = new TaskCompletionSource();
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    await ended.Task;
    return 0;

    void End(PosixSignalContext context)
    {
        context.Cancel = true;
        ended.TrySetResult();
    }
}
catch (Exception exception) when (exception is FormatException or ArgumentException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
catch (IOException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
