using System.Diagnostics;
using System.Globalization;

namespace Ponte.Testing;

/// <summary>The engine processes of a gateway, found in the system's process table (Linux).</summary>
public static class EngineProcesses
{
    /// <summary>The ids of the running Node processes that this process started.</summary>
    public static IReadOnlyList<int> Of(int gatewayProcessId) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == gatewayProcessId && CommandOf(id).Contains("main.js", StringComparison.Ordinal)),
    ];

    /// <summary>Ends one without warning (SIGKILL).</summary>
    public static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    /// <summary>Whether a process still runs; one that has ended but was not collected does not.</summary>
    public static bool IsRunning(int processId) => ParentOf(processId) > 0;

    private static int ParentOf(int id)
    {
        try
        {
            // "pid (name) state parent …"; the name may hold anything, so the fields are counted behind its last parenthesis.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? 0 : int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static string CommandOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
