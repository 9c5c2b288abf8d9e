using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ponte.Gateway.Storage;

/// <summary>Whether a row gets to the disk, on the way that everything else takes.</summary>
internal sealed class DatabaseWrites(WriteQueue writes) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            // A row that is always there, as it is: nothing changes, and still it is written.
            await writes.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("update key_check set name = name", transaction: transaction), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (DbException)
        {
            return HealthCheckResult.Unhealthy("the database does not take writes");
        }
    }
}
