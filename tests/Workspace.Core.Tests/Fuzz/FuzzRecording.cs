using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Workspace.Tests.Fuzz;

/// <summary>A call as it goes over a healthy service.</summary>
internal sealed class FuzzRecording
{
    private FuzzRecording(FuzzCall call) => Call = call;

    public FuzzCall Call { get; }

    public FuzzTenant Tenant { get; } = new();

    public RecordedAnswers Answers { get; } = new();

    /// <summary>Makes each call once.</summary>
    public static async Task<IReadOnlyList<FuzzRecording>> MakeAsync()
    {
        List<FuzzRecording> all = [];
        foreach (FuzzCall call in FuzzCall.All)
        {
            var recording = new FuzzRecording(call);
            var handler = new RecordingHandler(new FuzzService(recording.Tenant.Service), recording.Answers);
            await call.RunAsync(new FuzzScene(recording.Tenant, call.Identities[0], handler) { Clock = recording.Tenant.Clock });
            all.Add(recording);
        }

        return all;
    }

    /// <summary>What a connection knows and nobody may see. The last token is still unknown to a client that has to obtain it.</summary>
    public string[] SecretsOf(FuzzIdentity identity)
    {
        IEnumerable<string> tokens = Answers.All.SelectMany(answer => answer.Headers).Where(header => header.Key == "X-Subject-Token").Select(header => header.Value);
        return [.. new FuzzScene(Tenant, identity, null!).Secrets, .. tokens.SkipLast(1)];
    }
}
