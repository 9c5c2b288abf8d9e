using System.Text;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Whether the simulated phone is linked and connected, kept over restarts; connected until told otherwise.</summary>
internal sealed class ConnectionFile
{
    private const string Connected = "connected";
    private const string Disconnected = "disconnected";
    private const string LoggedOut = "loggedout";
    private readonly string _path;

    public ConnectionFile(string path)
    {
        _path = path;
        Current = new Connection(0, (File.Exists(path) ? File.ReadAllText(path).Trim() : Connected) switch
        {
            Disconnected => SessionState.Disconnected,
            LoggedOut => SessionState.LoggedOut,
            _ => SessionState.Connected,
        });
    }

    public Connection Current { get; private set; }

    /// <summary>Changes the state and tells whether it was another one; on disk before it holds.</summary>
    public bool Set(SessionState state)
    {
        if (state == Current.State || (state == SessionState.Disconnected && Current.State == SessionState.LoggedOut))
        {
            return false;
        }

        var text = state switch
        {
            SessionState.Connected => Connected,
            SessionState.LoggedOut => LoggedOut,
            _ => Disconnected,
        };
        SandboxFolder.Replace(_path, stream => stream.Write(Encoding.ASCII.GetBytes(text + "\n")));
        Current = Current.To(state);
        return true;
    }

    /// <summary>
    /// The state after a number of changes between connected and not: the number tells every state in between. Being logged out is a way of
    /// not being connected.
    /// </summary>
    public sealed record Connection(int Changes, SessionState State)
    {
        private bool IsConnected => State == SessionState.Connected;

        public Connection To(SessionState state) => new((state == SessionState.Connected) == IsConnected ? Changes : Changes + 1, state);

        /// <summary>The next state on the way to a later one.</summary>
        public Connection Towards(Connection latest) =>
            Changes + 1 == latest.Changes ? latest : To(IsConnected ? SessionState.Disconnected : SessionState.Connected);
    }
}
