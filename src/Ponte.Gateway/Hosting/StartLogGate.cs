namespace Ponte.Gateway.Hosting;

/// <summary>Keeps the host from logging a stack trace for a start that failed: <see cref="StartReport"/> says in one sentence what is wrong. Open once it runs.</summary>
internal sealed class StartLogGate
{
    public const string Category = "Microsoft.Extensions.Hosting.Internal.Host";

    private volatile bool _open;

    public void Open() => _open = true;

    public bool Allows(LogLevel level) => level >= LogLevel.Warning && _open;
}
