using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Profiles;

/// <summary>
/// When the name and the picture of a chat's contact are looked at: as the contact appears, when WhatsApp tells of a change, and once a day while the
/// chat is alive, because not every change is told. Each is a row in a lane of its own, so that no message waits for a picture.
/// </summary>
internal sealed class ProfileRoute(
    IntegrationStore integrations, DeliveryQueue queue, LaneWaker waker, Database database, WriteQueue writes, TimeProvider time)
{
    // A cache of when a chat was looked at; dropped whole when it grows past this.
    private const int MaxCached = 50_000;

    // One that runs has perhaps looked already, the one behind it has not: a third would see nothing else.
    private const int EnoughWaiting = 2;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<(string Integration, long Chat), DateTimeOffset> _lookedAt = new();

    /// <summary>A <see cref="PersonNamed"/>.</summary>
    public async Task NamedAsync(DbTransaction transaction, string instanceId, UserId user)
    {
        if (await integrations.FindActiveAsync(instanceId, CancellationToken.None) is { } integration
            && await FindChatAsync(transaction.Connection!, transaction, instanceId, user.Chat) is { } chat)
        {
            await InsertAsync(transaction, integration, chat, new ProfilePayload(Ask: false), EnoughWaiting);
        }
    }

    /// <summary>A chat got a contact, or another one than before.</summary>
    /// <returns>The lane to wake once it is committed.</returns>
    public async Task<LaneKey?> AppearedAsync(DbTransaction transaction, string integrationId, long chatId)
    {
        if (await integrations.FindAsync(integrationId, CancellationToken.None) is not { } integration)
        {
            return null;
        }

        await InsertAsync(transaction, integration, chatId, new ProfilePayload(Ask: true), EnoughWaiting);
        return new LaneKey(integration.InstanceId, chatId, Destination.ChatwootProfile);
    }

    /// <summary>Has a lane worked now.</summary>
    public void Wake(LaneKey lane) => waker.Wake([lane]);

    /// <summary>A chat's contact was put together anew.</summary>
    public Task ChangedAsync(Integration integration, long chatId, CancellationToken cancellationToken) =>
        AddAsync(integration.InstanceId, chatId, new ProfilePayload(Ask: true), cancellationToken);

    /// <summary>An <see cref="Events.EventListener"/>.</summary>
    public async ValueTask HearAsync(string instanceId, long? chatId, WhatsAppEvent happened, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case PictureChanged picture:
                await using (var connection = await database.OpenAsync(cancellationToken))
                {
                    chatId = await FindChatAsync(connection, null, instanceId, picture.Chat);
                }

                await AddAsync(instanceId, chatId, new ProfilePayload(Ask: true), cancellationToken);
                break;
            case GroupChanged { Change: GroupChange.Pictured }:
                await AddAsync(instanceId, chatId, new ProfilePayload(Ask: true), cancellationToken);
                break;
            case GroupChanged { Change: GroupChange.Renamed, Text: var subject }:
                var readable = KnownNames.Readable(subject);
                await AddAsync(instanceId, chatId, new ProfilePayload(Ask: readable is null, readable), cancellationToken);
                break;
            case MessageReceived { FromMe: false, IsStatus: false } when chatId is { } chat:
                await LookDailyAsync(instanceId, chat, cancellationToken);
                break;
        }
    }

    private async Task LookDailyAsync(string instanceId, long chatId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await integrations.FindActiveAsync(instanceId, cancellationToken) is not { } integration
            || (_lookedAt.TryGetValue((integration.Id, chatId), out var lookedAt) && now - lookedAt < LookAgainAfter))
        {
            return;
        }

        if (await ReadAskedAtAsync(integration, chatId, cancellationToken) is not { } askedAt)
        {
            // No contact yet: its appearance is the occasion.
            return;
        }

        if (_lookedAt.Count >= MaxCached)
        {
            _lookedAt.Clear();
        }

        var due = now - askedAt >= LookAgainAfter;
        _lookedAt[(integration.Id, chatId)] = due ? now : askedAt;
        if (due)
        {
            // Nothing is known to have changed: one that waits already will do.
            await AddAsync(instanceId, chatId, new ProfilePayload(Ask: true), cancellationToken, enough: 1);
        }
    }

    private async Task<DateTimeOffset?> ReadAskedAtAsync(Integration integration, long chatId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var askedAt = await connection.QueryFirstOrDefaultAsync<long?>(
            """
            select coalesce(p.asked_at, 0) from chatwoot_conversation c
            left join chatwoot_profile p on p.integration_id = c.integration_id and p.contact_id = c.contact_id
            where c.integration_id = @Id and c.chat_id = @chatId order by c.retired, c.updated_at desc, c.conversation_id desc limit 1
            """,
            new { integration.Id, chatId });
        return askedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }

    private async Task AddAsync(
        string instanceId, long? chatId, ProfilePayload payload, CancellationToken cancellationToken, int enough = EnoughWaiting)
    {
        if (chatId is { } chat && await integrations.FindActiveAsync(instanceId, cancellationToken) is { } integration)
        {
            await writes.WriteAsync(transaction => InsertAsync(transaction, integration, chat, payload, enough), cancellationToken);
            Wake(new LaneKey(instanceId, chat, Destination.ChatwootProfile));
        }
    }

    private async Task InsertAsync(DbTransaction transaction, Integration integration, long chatId, ProfilePayload payload, int enough)
    {
        var row = new NewDelivery(
            new LaneKey(integration.InstanceId, chatId, Destination.ChatwootProfile), DeliveryKind.Profile, NewKey(chatId), NewKey(chatId), payload.ToJson());
        var hasContact = await transaction.Connection!.QueryFirstOrDefaultAsync<long?>(
            """
            select conversation_id from chatwoot_conversation where integration_id = @Id and chat_id = @ChatId
                and (select count(*) from delivery where instance_id = @InstanceId and chat_id = @ChatId and destination = @Destination
                    and state = 'pending' and payload = @Payload) < @enough
            limit 1
            """,
            new { integration.Id, row.Lane.InstanceId, row.Lane.ChatId, row.Lane.Destination, row.Payload, enough },
            transaction);
        if (hasContact is not null)
        {
            await queue.InsertAsync(transaction, [row]);
        }
    }

    // The same again is a new occasion.
    private static string NewKey(long chatId) => string.Create(CultureInfo.InvariantCulture, $"profile:{chatId}:{Guid.CreateVersion7():N}");

    private static Task<long?> FindChatAsync(DbConnection connection, DbTransaction? transaction, string instanceId, ChatId address) =>
        connection.QuerySingleOrDefaultAsync<long?>(
            "select chat_id from chat_alias where instance_id = @instanceId and jid = @jid", new { instanceId, jid = address.Value }, transaction);
}
