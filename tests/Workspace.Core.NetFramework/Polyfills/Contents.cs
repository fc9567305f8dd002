using System.Threading;
using System.Threading.Tasks;

namespace System.Net.Http;

/// <summary>What .NET's HttpClient and HttpContent can do besides.</summary>
internal static class Contents
{
    public static Task<string> GetStringAsync(this HttpClient client, Uri address, CancellationToken cancellationToken) =>
        client.GetStringAsync(address).WaitAsync(cancellationToken);

    public static Task<string> ReadAsStringAsync(this HttpContent content, CancellationToken cancellationToken) =>
        content.ReadAsStringAsync().WaitAsync(cancellationToken);
}
