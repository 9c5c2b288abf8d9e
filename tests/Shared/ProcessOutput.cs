using System.Text.RegularExpressions;

namespace Ponte.Testing;

/// <summary>What a process printed: the newest lines, and a way to wait for one.</summary>
internal sealed class ProcessOutput
{
    private const int MaxLines = 20_000;
    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = [];
    private readonly List<(Regex Line, TaskCompletionSource<Match> Found)> _waiting = [];

    public string Text => Tail(MaxLines);

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }

            _waiting.RemoveAll(w => w.Line.Match(line) is { Success: true } match && w.Found.TrySetResult(match));
        }
    }

    /// <summary>The first line that matches, printed already or yet to come.</summary>
    public Task<Match> FindAsync(Regex line, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<Match>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_lines.Select(l => line.Match(l)).FirstOrDefault(m => m.Success) is { } match)
            {
                return Task.FromResult(match);
            }

            _waiting.Add((line, found));
        }

        cancellationToken.Register(() => found.TrySetCanceled(cancellationToken));
        return found.Task;
    }

    public string Tail(int lines)
    {
        lock (_lock)
        {
            return string.Join(Environment.NewLine, _lines.TakeLast(lines));
        }
    }
}
