using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Bridge;

/// <summary>
/// The rows of <c>chatwoot_integrations</c>. An instance has at most one active row (a unique index says so) and, during an activation, one
/// <c>activating</c> beside it.
/// </summary>
internal sealed class IntegrationStore(Database database, WriteQueue writes, TimeProvider time)
{
    // Every message asks for its instance's integration. Own writes empty the cache; another node's are seen this late.
    private static readonly TimeSpan CacheFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (Integration? Integration, DateTimeOffset ReadAt)> _activeByInstance = new();
    private long _version;

    /// <summary>The active integration of an instance, null when there is none.</summary>
    public async ValueTask<Integration?> FindActiveAsync(string instanceId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_activeByInstance.TryGetValue(instanceId, out var cached) && now - cached.ReadAt < CacheFor)
        {
            return cached.Integration;
        }

        var version = Volatile.Read(ref _version);
        var found = await ReadAsync("instance_id = @instanceId and state = 'active'", new { instanceId }, cancellationToken);
        var integration = found.Count == 0 ? null : found[0];
        if (version == Volatile.Read(ref _version))
        {
            _activeByInstance[instanceId] = (integration, now);
        }

        return integration;
    }

    /// <summary>Whether agents serve this number.</summary>
    public async ValueTask<bool> IsServedAsync(string instanceId, CancellationToken cancellationToken) =>
        await FindActiveAsync(instanceId, cancellationToken) is not null;

    /// <summary>Every row of one Chatwoot user, activating ones included, the newest credentials first.</summary>
    public Task<IReadOnlyList<Integration>> ListByAccountAsync(string baseUrl, long accountId, long userId, CancellationToken cancellationToken) =>
        ReadAsync(
            "chatwoot_base_url = @baseUrl and chatwoot_account_id = @accountId and chatwoot_user_id = @userId order by updated_at desc",
            new { baseUrl, accountId, userId },
            cancellationToken);

    public Task<IReadOnlyList<Integration>> ListAsync(string state, CancellationToken cancellationToken) =>
        ReadAsync("state = @state order by created_at", new { state }, cancellationToken);

    /// <summary>Rows of an instance that an activation left unfinished.</summary>
    public Task<IReadOnlyList<Integration>> ListActivatingAsync(string instanceId, CancellationToken cancellationToken) =>
        ReadAsync("instance_id = @instanceId and state = 'activating'", new { instanceId }, cancellationToken);

    public async Task<Integration?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await ReadAsync("bridge_integration_id = @id", new { id }, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Writes a row whole, replacing what stands under its id.</summary>
    public Task SaveAsync(Integration integration, CancellationToken cancellationToken) =>
        WriteAsync(transaction => SaveAsync(transaction, integration), cancellationToken);

    /// <summary>Makes a finished activation the instance's one active integration; the one before it goes in the same transaction.</summary>
    public Task ReplaceActiveAsync(Integration integration, CancellationToken cancellationToken) =>
        WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    "delete from chatwoot_integrations where instance_id = @InstanceId and state = 'active' and bridge_integration_id <> @Id",
                    new { integration.InstanceId, integration.Id },
                    transaction);
                await SaveAsync(transaction, integration);
            },
            cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "delete from chatwoot_integrations where bridge_integration_id = @id", new { id }, transaction),
            cancellationToken);

    /// <summary>Records what is wrong with an integration.</summary>
    public async Task ReportAsync(Integration integration, string errorCode, string lastError, CancellationToken cancellationToken)
    {
        var known = await NewestAsync(integration, cancellationToken);
        if (known.ErrorCode != errorCode || known.LastError != lastError)
        {
            await SetErrorAsync(integration.Id, known.ErrorCode, errorCode, lastError, cancellationToken);
        }
    }

    /// <summary>Takes back what was wrong with an integration, if it is one of these; something else that has been found since stays.</summary>
    public async Task HealAsync(Integration integration, IReadOnlyCollection<string> errorCodes, CancellationToken cancellationToken)
    {
        var known = await NewestAsync(integration, cancellationToken);
        if (errorCodes.Contains(known.ErrorCode))
        {
            await SetErrorAsync(integration.Id, known.ErrorCode, "", "", cancellationToken);
        }
    }

    /// <summary>Remembers that a catch-up pass which began at <paramref name="passStart"/> has read everything.</summary>
    public Task MarkCaughtUpAsync(string id, DateTimeOffset passStart, CancellationToken cancellationToken) =>
        WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "update chatwoot_integrations set caught_up_to = @to where bridge_integration_id = @id and caught_up_to < @to",
                new { id, to = passStart.ToUnixTimeMilliseconds() },
                transaction),
            cancellationToken);

    // Callers may have read theirs a while ago.
    private async ValueTask<Integration> NewestAsync(Integration integration, CancellationToken cancellationToken) =>
        await FindActiveAsync(integration.InstanceId, cancellationToken) is { } active && active.Id == integration.Id ? active : integration;

    private Task SetErrorAsync(string id, string before, string errorCode, string lastError, CancellationToken cancellationToken) =>
        WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "update chatwoot_integrations set error_code = @errorCode, last_error = @lastError where bridge_integration_id = @id and error_code = @before",
                new { id, before, errorCode, lastError },
                transaction),
            cancellationToken);

    private static Task<int> SaveAsync(DbTransaction transaction, Integration integration) =>
        transaction.Connection!.ExecuteAsync(
            $"""
            insert into chatwoot_integrations ({IntegrationRow.Columns})
            values (@BridgeIntegrationId, @InstanceId, @State, @ChatwootBaseUrl, @ChatwootAccountId, @ChatwootUserId, @TokenEncrypted,
                @ChatwootInboxId, @ChatwootInboxName, @SignMessages, @IgnoreGroups, @StartAsPending, @ReopenResolved, @ErrorCode, @LastError,
                @CaughtUpTo, @CreatedAt, @UpdatedAt)
            on conflict (bridge_integration_id) do update set
                state = excluded.state, chatwoot_base_url = excluded.chatwoot_base_url, chatwoot_account_id = excluded.chatwoot_account_id,
                chatwoot_user_id = excluded.chatwoot_user_id, token_encrypted = excluded.token_encrypted,
                chatwoot_inbox_id = excluded.chatwoot_inbox_id, chatwoot_inbox_name = excluded.chatwoot_inbox_name,
                sign_messages = excluded.sign_messages, ignore_groups = excluded.ignore_groups, start_as_pending = excluded.start_as_pending,
                reopen_resolved = excluded.reopen_resolved, error_code = excluded.error_code, last_error = excluded.last_error,
                updated_at = excluded.updated_at
            """,
            IntegrationRow.From(integration),
            transaction);

    private async Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellationToken)
    {
        await writes.WriteAsync(write, cancellationToken);

        // A read that began before the write must not be remembered after it.
        Interlocked.Increment(ref _version);
        _activeByInstance.Clear();
    }

    private async Task<IReadOnlyList<Integration>> ReadAsync(string where, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<IntegrationRow>($"select {IntegrationRow.Columns} from chatwoot_integrations where {where}", parameters);
        return [.. rows.Select(row => row.ToIntegration())];
    }
}
