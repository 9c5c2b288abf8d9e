using System.Net;
using System.Net.Sockets;

namespace Ponte.Gateway.Hosting;

internal static class LoopbackPort
{
    /// <summary>A port of 127.0.0.1 that is free now.</summary>
    public static int Find()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
