using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Telemetry;

namespace Ponte.Gateway.Doctor.Checks;

/// <summary>Whether something waits that should have been delivered long ago, also to webhooks.</summary>
internal sealed class DeliveriesCheck(Database database, InstanceStore instances, TimeProvider time) : IDoctorCheck
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var late = (await CountAsync(cancellationToken)).Where(count => now.ToUnixTimeMilliseconds() - count.Since > Long.TotalMilliseconds).ToList();
        if (late.Count == 0)
        {
            yield return Finding.Ok("deliveries", "deliveries");
        }

        foreach (var count in late)
        {
            var name = (await instances.FindByIdAsync(count.InstanceId, cancellationToken))?.Name ?? count.InstanceId;
            var hours = (now - DateTimeOffset.FromUnixTimeMilliseconds(count.Since)).TotalHours.ToString("0", CultureInfo.InvariantCulture);
            var pending = count.Pending.ToString(CultureInfo.InvariantCulture);
            yield return Finding.Warning("deliveries", "deliveries_wait", name, DeliveryMetrics.Family(count.Destination), pending, hours) with { InstanceId = count.InstanceId };
        }
    }

    private async Task<List<BacklogCount>> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<BacklogCount>(Backlog.Count)).AsList();
    }
}
