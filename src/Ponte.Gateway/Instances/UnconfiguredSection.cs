using System.Text.Json;

namespace Ponte.Gateway.Instances;

/// <summary>A block that Ponte cannot configure yet: it is always shown as "not configured", in the documented shape.</summary>
internal sealed class UnconfiguredSection(string name, object summary) : IInstanceSection
{
    public string Name => name;

    /// <summary>The blocks of http-contract 5.1 that have no feature behind them.</summary>
    public static IEnumerable<UnconfiguredSection> All { get; } =
    [
        new("s3", new { enabled = false, region = (string?)null, bucket = (string?)null, accessKey = (string?)null, endpoint = (string?)null, pathPrefix = (string?)null }),
    ];

    public Task<object> CreateAsync(Instance instance, JsonElement body, CancellationToken cancellationToken) => Task.FromResult(summary);

    public Task<object> DescribeAsync(Instance instance, CancellationToken cancellationToken) => Task.FromResult(summary);

    public Task DeleteAsync(Instance instance, CancellationToken cancellationToken) => Task.CompletedTask;
}
