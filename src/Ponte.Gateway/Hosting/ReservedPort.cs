using System.Net;
using System.Net.Sockets;

namespace Ponte.Gateway.Hosting;

/// <summary>
/// A port of 127.0.0.1 that nothing else is given while this is held, for a listener of this process that can only be told a number. On Linux a socket that
/// is bound and does not listen leaves its port to who asks for that very port, and to nobody who asks for any; elsewhere the port is just free now.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private readonly Socket _holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ReservedPort()
    {
        _holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_holder.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux())
        {
            _holder.Dispose();
        }
    }

    public int Number { get; }

    public void Dispose() => _holder.Dispose();
}
