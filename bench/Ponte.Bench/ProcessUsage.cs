using System.Diagnostics;
using System.Globalization;

namespace Ponte.Bench;

/// <summary>What a process has used so far.</summary>
/// <param name="Cpu">Processor time of all its threads.</param>
/// <param name="PeakMegabytes">The most memory it has ever held (VmHWM; elsewhere than on Linux the peak working set).</param>
/// <param name="Megabytes">The memory it holds now.</param>
internal readonly record struct ProcessUsage(TimeSpan Cpu, double PeakMegabytes, double Megabytes)
{
    public static ProcessUsage Of(int processId)
    {
        using var process = Process.GetProcessById(processId);
        var status = $"/proc/{processId}/status";
        var peak = File.Exists(status)
            ? File.ReadLines(status).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]
            : (process.PeakWorkingSet64 / 1024).ToString(CultureInfo.InvariantCulture);
        return new ProcessUsage(process.TotalProcessorTime, double.Parse(peak, CultureInfo.InvariantCulture) / 1024, process.WorkingSet64 / 1024.0 / 1024);
    }
}
