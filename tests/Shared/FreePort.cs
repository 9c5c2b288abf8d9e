using System.Net;
using System.Net.Sockets;

namespace Ponte.Testing;

/// <summary>Ports of 127.0.0.1 for servers that must be told a number, or that must come back on it.</summary>
internal static class FreePort
{
    // Held until this process ends. On Linux a socket that is bound and does not listen leaves its port to who asks for that very port, and to nobody who
    // asks for any: as many tests as like start their servers beside each other.
    private static readonly List<Socket> Held = [];

    /// <summary>A port that nothing listens on, and nothing will unless it is told to.</summary>
    public static int Next()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        if (OperatingSystem.IsLinux())
        {
            lock (Held)
            {
                Held.Add(socket);
            }
        }
        else
        {
            socket.Dispose();
        }

        return port;
    }
}
