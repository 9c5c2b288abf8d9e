using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Baileys;

/// <summary>The operating system's process of an engine. Nothing is written to it; what it prints is read and thrown away.</summary>
internal sealed partial class EngineChild : IAsyncDisposable
{
    private const string OwnVariables = "PONTE";

    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;
    private readonly Process _process;
    private volatile string _lastPrinted = "";

    private EngineChild(Process process, ILogger logger)
    {
        _process = process;
        _logger = logger;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _exited.TrySetResult();
    }

    public int Id { get; private set; }

    /// <summary>Completes when the process is gone.</summary>
    public Task Exited => _exited.Task;

    /// <summary>What it printed last, masked.</summary>
    public string LastPrinted => _lastPrinted;

    /// <summary>How it ended, for a log.</summary>
    public string End => _exited.Task.IsCompleted ? $"exit code {_process.ExitCode}" : "still running";

    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static EngineChild Start(EngineProgram program, string address, ILogger logger)
    {
        var start = new ProcessStartInfo(program.Node, [program.Main, address])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Path.GetDirectoryName(program.Main)),
        };

        // The keys and passwords among our settings are none of its business.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith(OwnVariables, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        var child = new EngineChild(new Process { StartInfo = start }, logger);
        child._process.Start();
        child.Id = child._process.Id;
        child._process.StandardInput.Close();
        _ = child.DrainAsync(child._process.StandardOutput);
        _ = child.DrainAsync(child._process.StandardError);
        return child;
    }

    /// <summary>Ends it, and what it may have started, without warning; waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // Gone in the meantime.
        }

        await Exited;
        _process.Dispose();
    }

    private async Task DrainAsync(StreamReader output)
    {
        var buffer = new char[4096];
        try
        {
            while (await output.ReadAsync(buffer.AsMemory()) is > 0 and var length)
            {
                _lastPrinted = MaskedText.Of(buffer.AsSpan(0, length));
                LogPrinted(_logger, Id, length, _lastPrinted);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process is gone.
        }
    }
}
