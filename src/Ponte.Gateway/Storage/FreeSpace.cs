using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Storage;

/// <summary>The room that is left where the data folder lies, as a gauge of the meter <see cref="Meter"/> and as a health check.</summary>
internal sealed class FreeSpace : IHealthCheck
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "Ponte.Storage";

    private const long Megabyte = 1024 * 1024;

    private readonly DataFolder _folder;
    private readonly int _floor;

    public FreeSpace(DataFolder folder, IOptions<StorageOptions> options, IMeterFactory meters)
    {
        _folder = folder;
        _floor = options.Value.MinFreeMegabytes;
        meters.Create(Meter).CreateObservableGauge("ponte.data_folder.free", Bytes, "By", "Bytes that are free where the data folder lies.");
    }

    /// <summary>What is wrong, as a sentence; null when there is room enough.</summary>
    public string? Problem()
    {
        try
        {
            return _floor > 0 && Bytes() < _floor * Megabyte
                ? string.Create(CultureInfo.InvariantCulture, $"only {Bytes() / Megabyte} MB are free where the data folder lies, fewer than {_floor}. Make room, or lower Ponte:MinFreeMegabytes.")
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "the free space where the data folder lies cannot be read";
        }
    }

    /// <summary>How many megabytes are free, and how many are to stay free; null when it cannot be read.</summary>
    public (long Free, long Floor)? Megabytes()
    {
        try
        {
            return (Bytes() / Megabyte, _floor);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Problem() is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());

    private long Bytes() => new DriveInfo(_folder.Path).AvailableFreeSpace;
}
