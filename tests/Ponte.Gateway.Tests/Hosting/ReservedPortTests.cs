using System.Net;
using System.Net.Sockets;
using Ponte.Gateway.Hosting;

namespace Ponte.Gateway.Tests.Hosting;

public sealed class ReservedPortTests
{
    // A machine gives out the same few thousand ports again and again: taken back at once, this one would be given to several of the others.
    private const int Others = 100_000;

    [Fact]
    public void Number_WhileItIsHeld_IsGivenToAListenerThatAsksForItAlone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the port is only free at first.");
        using var port = new ReservedPort();
        for (var i = 0; i < Others; i++)
        {
            using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Assert.NotEqual(port.Number, ((IPEndPoint)other.LocalEndPoint!).Port);
        }

        using var listener = new TcpListener(IPAddress.Loopback, port.Number);
        listener.Start();
        using var client = new TcpClient("127.0.0.1", port.Number);
        Assert.True(client.Connected);
    }
}
