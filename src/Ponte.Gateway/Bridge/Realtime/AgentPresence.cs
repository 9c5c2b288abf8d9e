using System.Threading.Channels;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Messages;
using Ponte.Chatwoot.Realtime;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Instances.Behaviour;
using TypingState = Ponte.WhatsApp.Events.TypingState;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Shows the customer that an agent writes, and what agents have read. Chatwoot gives no event for reading (contract 9.4), so messages count as read
/// when an agent answers or types behind them, or when a conversation tells up to when it was seen. Best effort: what is lost comes with the next occasion.
/// </summary>
internal sealed partial class AgentPresence(
    ConversationRefStore conversations,
    ChatDirectory chats,
    UnreadMessages unread,
    InstanceSettingsStore settings,
    IGrainFactory grains,
    ILogger<AgentPresence> logger)
{
    private const int MaxWaiting = 1_000;

    private readonly Channel<Sign> _signs = Channel.CreateBounded<Sign>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Somebody types; heard when it is an agent who writes to the customer.</summary>
    public void Hear(Integration integration, TypingChanged typing)
    {
        if (typing is { IsPrivate: false, Typist.Type: "user" })
        {
            _signs.Writer.TryWrite(new Sign(integration, typing.Conversation.Id, typing.IsTyping, typing.IsTyping ? ReadUpTo.Everything : null));
        }
    }

    /// <summary>A message was written; heard when an agent did, who has read what stands before it.</summary>
    public void Hear(Integration integration, Message message)
    {
        if (message is { ConversationId: { } conversation, Sender.Type: "user" } && message.MessageType == MessageType.Outgoing && AgentMessages.GoesOut(message))
        {
            _signs.Writer.TryWrite(new Sign(integration, conversation, null, new ReadUpTo(message.Id, null)));
        }
    }

    /// <summary>A conversation tells up to when an agent has looked at it.</summary>
    public void Hear(Integration integration, Conversation conversation)
    {
        if (conversation.AgentLastSeenAt is { } seen)
        {
            _signs.Writer.TryWrite(new Sign(integration, conversation.Id, null, new ReadUpTo(null, seen)));
        }
    }

    /// <summary>Works on what is heard, for ever.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var sign in _signs.Reader.ReadAllAsync(stopping))
            {
                await TryShowAsync(sign, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task TryShowAsync(Sign sign, CancellationToken stopping)
    {
        try
        {
            await ShowAsync(sign, stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogFailed(exception, sign.ConversationId, sign.Integration.Id);
        }
    }

    private async Task ShowAsync(Sign sign, CancellationToken stopping)
    {
        var instanceId = sign.Integration.InstanceId;
        var read = sign.Read is not null && (await settings.FindAsync(instanceId, stopping)).AutoReadMessages ? sign.Read : null;
        if (read is null && sign.IsTyping is null)
        {
            return;
        }

        if (await conversations.FindByConversationAsync(sign.Integration.Id, sign.ConversationId, stopping) is not { ChatId: var known })
        {
            return;
        }

        var chatId = await chats.CurrentAsync(known, stopping);
        if (await chats.AddressesAsync(instanceId, chatId, stopping) is not { IsUsed: true, ToSend: var address })
        {
            return;
        }

        var instance = grains.GetGrain<IInstanceGrain>(instanceId);
        if (sign.IsTyping is { } isTyping)
        {
            await instance.SetTyping(address.Value, isTyping ? TypingState.Composing : TypingState.Paused);
        }

        if (read is not null)
        {
            var messages = await unread.ListAsync(sign.Integration, chatId, read, stopping);
            if (messages.Count > 0 && await instance.MarkReadAsync(
                address.Value, [.. messages.Select(message => message.WhatsAppId)], [.. messages.Select(message => message.Participant)]))
            {
                await unread.MarkReadAsync(instanceId, chatId, messages, stopping);
            }
        }
    }

    private sealed record Sign(Integration Integration, long ConversationId, bool? IsTyping, ReadUpTo? Read);

    [LoggerMessage(LogLevel.Warning, "What an agent does in conversation {Conversation} of {Integration} could not be shown on WhatsApp")]
    private partial void LogFailed(Exception exception, long conversation, string integration);
}
