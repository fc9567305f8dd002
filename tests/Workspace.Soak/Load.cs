using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Desktops;
using Workspace.Http;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Soak;

/// <summary>Mixed work at a number of requests per second: mostly reads, and now and then an installation, a rebuild or a capture.</summary>
internal sealed class Load(double rate) : IClientObserver
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private long _requests;
    private long _warnings;
    private long _work;

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>What no caller of the client should ever see.</summary>
    public ConcurrentBag<Exception> Unexpected { get; } = [];

    public string Summary
    {
        get
        {
            string failures = string.Join(", ", _failures.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"));
            string unexpected = Unexpected.IsEmpty ? "none" : $"{Unexpected.Count}, such as {Unexpected.First()}";
            return $"{Requests} requests in {_watch.Elapsed.TotalMinutes:0.0} minutes ({Requests / _watch.Elapsed.TotalSeconds:0} per second), {_work} pieces of work, {_warnings} warnings.\nPieces of work that ended in an error: {failures}.\nExceptions of another kind: {unexpected}.";
        }
    }

    public static Task<WorkspaceClient> ConnectAsync(ServerProcess server, Load load) => WorkspaceClient.ConnectAsync(
        new WorkspaceClientOptions
        {
            Region = server.Region,
            ProjectId = server.ProjectId,
            Endpoint = server.Endpoint,
            IamEndpoint = server.Endpoint,
            Timeout = TimeSpan.FromSeconds(1),
            Credential = new AccessKeyCredential(server.AccessKey, Secret.FromText(server.SecretKey), null, "the soak"),
        },
        load,
        CancellationToken.None);

    public bool WantsBodies => false;

    public void Completed(RequestTrace trace) => Interlocked.Increment(ref _requests);

    public void Warn(string message) => Interlocked.Increment(ref _warnings);

    public async Task RunAsync(WorkspaceClient client, int worker, CancellationToken stop)
    {
        for (long turn = worker; !stop.IsCancellationRequested; turn += 16)
        {
            try
            {
                while (Requests > rate * _watch.Elapsed.TotalSeconds)
                {
                    await Task.Delay(5, stop);
                }

                await WorkAsync(client, turn, stop);
                Interlocked.Increment(ref _work);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (WorkspaceException failure)
            {
                _failures.AddOrUpdate(failure.Code, 1, (_, count) => count + 1);
            }
            catch (Exception exception)
            {
                Unexpected.Add(exception);
            }
        }
    }

    private static async Task WorkAsync(WorkspaceClient client, long turn, CancellationToken stop)
    {
        List<Desktop> desktops = [];
        switch (turn % 400)
        {
            case 7:
                await foreach (Desktop desktop in client.Desktops.List(new DesktopFilter { Status = "ACTIVE" }).WithCancellation(stop))
                {
                    desktops.Add(desktop);
                }

                string[] ids = [.. desktops.Skip((int)(turn / 400 % 400)).Take(20).Select(desktop => desktop.DesktopId!)];
                await client.Jobs.StartAsync(ActionTarget.AgentInstallation(ids), token => client.Agents.InstallAsync(ids, token), new ActionOptions(), stop);
                break;
            case 107:
                await foreach (Pool pool in client.Pools.List().WithCancellation(stop))
                {
                    await client.Jobs.StartAsync(ActionTarget.PoolRebuild(pool.PoolId!, pool.Name), token => client.Pools.RebuildAsync(pool.PoolId!, new PoolRebuild { ImageId = pool.ImageId }, token), new ActionOptions(), stop);
                }

                break;
            case var number when number % 4 == 0:
                await foreach (Desktop desktop in client.Desktops.List().WithCancellation(stop))
                {
                    desktops.Add(desktop);
                }

                break;
            case var number when number % 4 == 1:
                await foreach (var _ in client.Images.List().WithCancellation(stop))
                {
                }

                break;
            case var number when number % 4 == 2:
                await foreach (var _ in client.Jobs.ListAsync(new JobFilter { Type = Job.PoolRebuildType, PoolId = null, Status = ["RUNNING"] }, stop))
                {
                }

                break;
            default:
                await foreach (var _ in client.Pools.List().WithCancellation(stop))
                {
                }

                break;
        }
    }
}
