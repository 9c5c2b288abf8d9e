using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>Keeps what was logged, with the scopes it was logged in.</summary>
internal sealed class CollectedLog : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> _lines = new();
    private readonly AsyncLocal<string> _scope = new();

    public string Text => string.Join('\n', _lines.Select(line => $"{line.Level}: {line.Line}"));

    public int Count(LogLevel level, string part) => _lines.Count(line => line.Level == level && line.Line.Contains(part, StringComparison.Ordinal));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _scope.Value = $"{state}";
        return new Scope(_scope);
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, $"{_scope.Value} {formatter(state, exception)} {exception}"));

    private sealed class Scope(AsyncLocal<string> scope) : IDisposable
    {
        public void Dispose() => scope.Value = "";
    }
}
