using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>Table <c>webhook</c>.</summary>
internal sealed class WebhookStore(Database database, WriteQueue writes, SecretBox secrets, TimeProvider time)
{
    /// <summary>How many of an instance's may be enabled (http-contract 6.1).</summary>
    public const int MaxEnabled = 3;

    /// <summary>How many labels an instance may have, disabled ones included.</summary>
    public const int MaxKept = 100;

    private const string Columns = "id, instance_id, label, enabled, url, authorization_encrypted, secret_encrypted, by_events, events, media_base64";

    private const string Upsert =
        """
        insert into webhook (instance_id, label, enabled, url, authorization_encrypted, secret_encrypted, by_events, events, media_base64, created_at, updated_at)
        values (@instanceId, @Label, @enabled, @Url, @authorization, @secret, @byEvents, @events, @mediaBase64, @now, @now)
        on conflict (instance_id, label) do update set
            enabled = excluded.enabled, url = excluded.url, authorization_encrypted = excluded.authorization_encrypted,
            secret_encrypted = excluded.secret_encrypted, by_events = excluded.by_events, events = excluded.events,
            media_base64 = excluded.media_base64, updated_at = excluded.updated_at
        """;

    // Every event asks for its instance's webhooks. Own writes empty the cache; another node's are seen this late.
    private static readonly TimeSpan CacheFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<Webhook> Webhooks, DateTimeOffset ReadAt)> _cache = new();
    private long _version;

    /// <summary>The webhooks of an instance by label, disabled ones included; as of lately.</summary>
    public async ValueTask<IReadOnlyList<Webhook>> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        _cache.TryGetValue(instanceId, out var cached) && time.GetUtcNow() - cached.ReadAt < CacheFor
            ? cached.Webhooks
            : await ReadAsync(instanceId, cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, as of now.</summary>
    public async Task<IReadOnlyList<Webhook>> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var (version, now) = (Volatile.Read(ref _version), time.GetUtcNow());
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<WebhookRow>($"select {Columns} from webhook where instance_id = @instanceId", new { instanceId });
        IReadOnlyList<Webhook> webhooks = [.. rows.Select(row => row.ToWebhook()).OrderBy(webhook => webhook.Label, StringComparer.Ordinal)];

        // A read that began before a write must not be remembered after it.
        if (version == Volatile.Read(ref _version))
        {
            _cache[instanceId] = (webhooks, now);
        }

        return webhooks;
    }

    /// <summary>Writes a webhook whole under its label.</summary>
    public async Task<WebhookSaved> SaveAsync(string instanceId, WebhookSettings settings, CancellationToken cancellationToken)
    {
        var outcome = await writes.WriteAsync(transaction => SaveAsync(transaction, instanceId, settings), cancellationToken);
        Forget(instanceId);
        return outcome;
    }

    /// <summary>Drops what is remembered of an instance; its rows go with the instance.</summary>
    public void Forget(string instanceId)
    {
        Interlocked.Increment(ref _version);
        _cache.TryRemove(instanceId, out _);
    }

    private async Task<WebhookSaved> SaveAsync(DbTransaction transaction, string instanceId, WebhookSettings settings)
    {
        // Two nodes that write at once take turns at the instance's row.
        if (await transaction.Connection!.ExecuteAsync("update instance set name = name where id = @instanceId", new { instanceId }, transaction) == 0)
        {
            return WebhookSaved.NoInstance;
        }

        var (kept, enabled) = await transaction.Connection!.QuerySingleAsync<(long, long)>(
            "select count(*), coalesce(sum(enabled), 0) from webhook where instance_id = @instanceId and label <> @Label", new { instanceId, settings.Label }, transaction);
        if (settings.Enabled && enabled >= MaxEnabled)
        {
            return WebhookSaved.TooManyEnabled;
        }

        if (kept >= MaxKept)
        {
            return WebhookSaved.TooMany;
        }

        await transaction.Connection!.ExecuteAsync(Upsert, Values(instanceId, settings), transaction);
        return WebhookSaved.Done;
    }

    private object Values(string instanceId, WebhookSettings settings) => new
    {
        instanceId,
        settings.Label,
        enabled = settings.Enabled ? 1L : 0L,
        settings.Url,
        authorization = Seal(settings.Authorization, instanceId, settings.Label, "authorization"),
        secret = Seal(settings.Secret, instanceId, settings.Label, "secret"),
        byEvents = settings.ByEvents ? 1L : 0L,
        events = EventFilter.Write(settings.Events),
        mediaBase64 = settings.MediaBase64 ? 1L : 0L,
        now = time.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private string? Seal(string? text, string instanceId, string label, string column) =>
        text is null ? null : secrets.Seal(text, Webhook.Context(instanceId, label, column));
}
