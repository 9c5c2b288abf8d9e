using System.Collections.Concurrent;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Instances.Behaviour;

/// <summary>Table <c>instance_settings</c>.</summary>
internal sealed class InstanceSettingsStore(Database database, WriteQueue writes, TimeProvider time)
{
    private const string Columns =
        """
        instance_id, auto_reject_calls, call_reject_message, ignore_group_messages, keep_online_status, auto_read_messages,
        disable_history_sync, ignore_status
        """;

    // The first change of an instance is a change of the defaults.
    private const string Upsert =
        $"""
        insert into instance_settings ({Columns})
        select @instanceId, coalesce(@autoRejectCalls, 0), coalesce(@callRejectMessage, ''), coalesce(@ignoreGroupMessages, 0),
            coalesce(@keepOnlineStatus, 0), coalesce(@autoReadMessages, 0), coalesce(@disableHistorySync, 1), coalesce(@ignoreStatus, 0)
        where exists (select 1 from instance where id = @instanceId)
        on conflict (instance_id) do update set
            auto_reject_calls = coalesce(@autoRejectCalls, instance_settings.auto_reject_calls),
            call_reject_message = coalesce(@callRejectMessage, instance_settings.call_reject_message),
            ignore_group_messages = coalesce(@ignoreGroupMessages, instance_settings.ignore_group_messages),
            keep_online_status = coalesce(@keepOnlineStatus, instance_settings.keep_online_status),
            auto_read_messages = coalesce(@autoReadMessages, instance_settings.auto_read_messages),
            disable_history_sync = coalesce(@disableHistorySync, instance_settings.disable_history_sync),
            ignore_status = coalesce(@ignoreStatus, instance_settings.ignore_status)
        returning {Columns}
        """;

    // Every message asks for its instance's settings. Own writes empty the cache; another node's are seen this late.
    private static readonly TimeSpan CacheFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (InstanceSettings Settings, DateTimeOffset ReadAt)> _cache = new();
    private long _version;

    /// <summary>The settings of an instance; the defaults when its owner chose nothing.</summary>
    public async ValueTask<InstanceSettings> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_cache.TryGetValue(instanceId, out var cached) && now - cached.ReadAt < CacheFor)
        {
            return cached.Settings;
        }

        var version = Volatile.Read(ref _version);
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<InstanceSettingsRow>(
            $"select {Columns} from instance_settings where instance_id = @instanceId", new { instanceId });
        var settings = row?.ToSettings() ?? InstanceSettings.Default;
        if (version == Volatile.Read(ref _version))
        {
            _cache[instanceId] = (settings, now);
        }

        return settings;
    }

    /// <summary>Changes what is given and answers everything; null when the instance is gone.</summary>
    public async Task<InstanceSettings?> ChangeAsync(string instanceId, InstanceSettingsChange change, CancellationToken cancellationToken)
    {
        var values = new
        {
            instanceId,
            autoRejectCalls = Number(change.AutoRejectCalls),
            callRejectMessage = change.CallRejectMessage,
            ignoreGroupMessages = Number(change.IgnoreGroupMessages),
            keepOnlineStatus = Number(change.KeepOnlineStatus),
            autoReadMessages = Number(change.AutoReadMessages),
            disableHistorySync = Number(change.DisableHistorySync),
            ignoreStatus = Number(change.IgnoreStatus),
        };
        var row = await writes.WriteAsync(
            transaction => transaction.Connection!.QuerySingleOrDefaultAsync<InstanceSettingsRow>(Upsert, values, transaction), cancellationToken);
        Forget(instanceId);
        return row?.ToSettings();
    }

    /// <summary>Drops what is remembered of an instance; its row goes with the instance.</summary>
    public void Forget(string instanceId)
    {
        // A read that began before the write must not be remembered after it.
        Interlocked.Increment(ref _version);
        _cache.TryRemove(instanceId, out _);
    }

    private static long? Number(bool? flag) => flag is { } value ? Convert.ToInt64(value) : null;
}
