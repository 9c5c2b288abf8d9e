using System.Text;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Whether the simulated phone is connected, kept over restarts; connected until told otherwise.</summary>
internal sealed class ConnectionFile
{
    private const string Connected = "connected";
    private const string Disconnected = "disconnected";
    private readonly string _path;

    public ConnectionFile(string path)
    {
        _path = path;
        var disconnected = File.Exists(path) && File.ReadAllText(path).Trim() == Disconnected;
        Current = new Connection(0, disconnected ? SessionState.Disconnected : SessionState.Connected);
    }

    public Connection Current { get; private set; }

    /// <summary>Changes the state and tells whether it was another one; on disk before it holds.</summary>
    public bool Set(SessionState state)
    {
        if (state == Current.State)
        {
            return false;
        }

        var text = state == SessionState.Connected ? Connected : Disconnected;
        SandboxFolder.Replace(_path, stream => stream.Write(Encoding.ASCII.GetBytes(text + "\n")));
        Current = Current.Toggled();
        return true;
    }

    /// <summary>The state after a number of changes: with two states, the number tells every state in between.</summary>
    public sealed record Connection(int Changes, SessionState State)
    {
        public Connection Toggled() =>
            new(Changes + 1, State == SessionState.Connected ? SessionState.Disconnected : SessionState.Connected);
    }
}
