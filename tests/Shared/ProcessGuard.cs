using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ponte.Testing;

/// <summary>Starts processes so that they cannot outlive this one.</summary>
internal static class ProcessGuard
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    private static readonly BlockingCollection<(Process Process, TaskCompletionSource Started)> Starts = [];
    private static readonly ConcurrentDictionary<Process, bool> Running = new();
    private static readonly string? Setpriv = OperatingSystem.IsLinux() ? Programs.Find("setpriv") : null;

    static ProcessGuard()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();
        new Thread(StartAll) { IsBackground = true, Name = "child processes" }.Start();
    }

    /// <summary>What to put before a command so that the kernel signals it when we die.</summary>
    public static string[] Command(string? user, string deathSignal)
    {
        string[] identity = user is null || !Environment.IsPrivilegedProcess ? [] : [$"--reuid={user}", $"--regid={user}", "--clear-groups"];
        return Setpriv is not null ? [Setpriv, "--pdeathsig", deathSignal, .. identity]
            : identity.Length == 0 ? []
            : throw new InvalidOperationException("To run a program as another user, setpriv (util-linux) is needed.");
    }

    public static void Start(Process process)
    {
        var started = new TaskCompletionSource();
        Starts.Add((process, started));
        started.Task.GetAwaiter().GetResult();
    }

    public static void Signal(int processId, int signal) => _ = kill(processId, signal);

    // The death signal is tied to the thread that forked, and pool threads come and go: this one stays.
    private static void StartAll()
    {
        foreach (var (process, started) in Starts.GetConsumingEnumerable())
        {
            try
            {
                process.Exited += (_, _) => Running.TryRemove(process, out _);
                Running.TryAdd(process, true);
                process.Start();
                started.SetResult();
            }
            catch (Exception e)
            {
                Running.TryRemove(process, out _);
                started.SetException(e);
            }
        }
    }

    private static void KillAll()
    {
        foreach (var process in Running.Keys)
        {
            try
            {
                process.Kill();
            }
            catch (InvalidOperationException)
            {
                // Already gone.
            }
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int pid, int signal);
}
