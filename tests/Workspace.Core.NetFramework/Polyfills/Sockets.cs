using System.Threading;
using System.Threading.Tasks;

namespace System.Net.Sockets;

/// <summary>What .NET's sockets can do besides.</summary>
internal static class Sockets
{
    public static async Task<TcpClient> AcceptTcpClientAsync(this TcpListener listener, CancellationToken cancellationToken)
    {
        try
        {
            using (cancellationToken.Register(listener.Stop))
            {
                return await listener.AcceptTcpClientAsync();
            }
        }
        catch (Exception stopped) when (cancellationToken.IsCancellationRequested && stopped is ObjectDisposedException or SocketException or InvalidOperationException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    public static Task ConnectAsync(this TcpClient client, IPAddress address, int port, CancellationToken cancellationToken) =>
        client.ConnectAsync(address, port).WaitAsync(cancellationToken);
}
