using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Ponte.Testing;

/// <summary>A process of ours that does not outlive us: it is killed when we exit, and on Linux also when we are killed.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProcessOutput _output = new();
    private readonly Process _process;
    private readonly string _name;

    private ChildProcess(string name, Process process)
    {
        _name = name;
        _process = process;
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
        process.Exited += (_, _) => _exited.TrySetResult(process.ExitCode);
    }

    public int Id { get; private set; }

    /// <summary>The exit code, once it has exited: 128 + n when signal n ended it.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Completes when it has exited and everything it printed is in <see cref="Output"/>.</summary>
    public Task OutputEnded => _process.WaitForExitAsync();

    public bool IsRunning => !_exited.Task.IsCompleted;

    /// <summary>Standard output and standard error, line by line as they came; the newest 20,000 lines.</summary>
    public string Output => _output.Text;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables on top of ours; null removes one.</param>
    /// <param name="workingDirectory">Where it runs; ours unless told.</param>
    /// <param name="user">The user to run it as, when we are root.</param>
    /// <param name="deathSignal">What it gets when we die.</param>
    /// <param name="keepInput">Whether its standard input stays open until it is disposed of: some programs end when it closes.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingDirectory = null,
        string? user = null,
        string deathSignal = "KILL",
        bool keepInput = false)
    {
        string[] guard = ProcessGuard.Command(user, deathSignal);
        string[] command = [.. guard, program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(Path.GetFileName(program), new Process { StartInfo = start });
        ProcessGuard.Start(child._process);
        child.Id = child._process.Id;
        if (!keepInput)
        {
            child._process.StandardInput.Close();
        }

        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds its output.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? workingDirectory = null, string? user = null)
    {
        await using var child = Start(program, arguments, workingDirectory: workingDirectory, user: user);
        var code = await child.Exited.WaitAsync(TimeSpan.FromMinutes(2));
        await child._process.WaitForExitAsync();
        return code == 0 ? child.Output : throw child.Failure($"exited with {code}");
    }

    /// <summary>Waits for a line and returns its match.</summary>
    /// <exception cref="InvalidOperationException">It exited, or the time is over; the message holds its output.</exception>
    public async Task<Match> WaitForLineAsync(Regex line, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var found = _output.FindAsync(line, end.Token);
        var first = await Task.WhenAny(found, Exited, Task.Delay(timeout, end.Token));
        await end.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (found.IsCompletedSuccessfully)
        {
            return await found;
        }

        throw Failure(first == Exited ? $"exited with {await Exited} before it printed {line}" : $"did not print {line} in {timeout.TotalSeconds:0} s");
    }

    /// <summary>Ends it without warning (SIGKILL) and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (IsRunning)
        {
            _process.Kill();
        }

        await Exited;
    }

    /// <summary>Asks it to stop (SIGTERM unless told) and waits; killed when the time is over.</summary>
    /// <exception cref="InvalidOperationException">It had to be killed; the message holds its output.</exception>
    public async Task<int> StopAsync(TimeSpan timeout, int signal = ProcessGuard.Terminate)
    {
        if (IsRunning)
        {
            ProcessGuard.Signal(Id, signal);
        }

        try
        {
            return await Exited.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            await KillAsync();
            throw Failure($"did not stop in {timeout.TotalSeconds:0} s");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    /// <summary>An exception that says what happened and shows the output.</summary>
    public InvalidOperationException Failure(string what) => new($"{_name} ({Id}) {what}. Its output:{Environment.NewLine}{_output.Tail(200)}");

    /// <summary>The newest lines of <see cref="Output"/>.</summary>
    public string Tail(int lines) => _output.Tail(lines);
}
