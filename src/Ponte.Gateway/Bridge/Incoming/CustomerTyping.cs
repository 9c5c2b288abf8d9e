using System.Collections.Concurrent;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>Shows agents that a customer writes. Best effort: at most one call per chat in a few seconds, nothing waits for it, nothing is stored.</summary>
internal sealed partial class CustomerTyping(
    IntegrationStore integrations, ConversationRefStore references, ChatwootClients clients, TimeProvider time, ILogger<CustomerTyping> logger)
{
    private const int MaxChats = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<(string Instance, long Chat), (DateTimeOffset At, bool IsTyping)> _last = new();
    private readonly ConcurrentDictionary<string, string> _inboxes = new();

    /// <summary>Takes an event; anything but typing is none of its business.</summary>
    public ValueTask HearAsync(string instanceId, long? chatId, WhatsAppEvent happened, CancellationToken cancellationToken)
    {
        if (happened is TypingChanged typing && chatId is { } chat && IsNews(instanceId, chat, typing.State != TypingState.Paused))
        {
            _ = ShowAsync(instanceId, chat, typing, cancellationToken);
        }

        return ValueTask.CompletedTask;
    }

    private bool IsNews(string instanceId, long chat, bool isTyping)
    {
        var now = time.GetUtcNow();
        var last = _last.GetValueOrDefault((instanceId, chat));
        if (last.IsTyping == isTyping && (!isTyping || now - last.At < Pause))
        {
            return false;
        }

        if (_last.Count >= MaxChats)
        {
            _last.Clear();
        }

        _last[(instanceId, chat)] = (now, isTyping);
        return true;
    }

    private async Task ShowAsync(string instanceId, long chat, TypingChanged typing, CancellationToken cancellationToken)
    {
        try
        {
            if (await integrations.FindActiveAsync(instanceId, cancellationToken) is { } integration
                && integration.Routes(typing.Chat)
                && await references.FindLatestAsync(integration.Id, chat, cancellationToken) is { } reference
                && await InboxAsync(integration, cancellationToken) is { } inbox)
            {
                await clients.ForLanes(integration).Customers.SetTypingAsync(
                    inbox, reference.SourceId, reference.ConversationId, typing.State != TypingState.Paused, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The session ends.
        }
        catch (Exception exception)
        {
            LogNotShown(exception, instanceId);
        }
    }

    private async ValueTask<string?> InboxAsync(Integration integration, CancellationToken cancellationToken)
    {
        if (_inboxes.TryGetValue(integration.Id, out var known))
        {
            return known;
        }

        var inbox = await clients.ForLanes(integration).Inboxes.GetAsync(integration.InboxId, cancellationToken);
        return inbox is { IsSuccess: true, Value.InboxIdentifier: { Length: > 0 } identifier } ? _inboxes[integration.Id] = identifier : null;
    }

    [LoggerMessage(LogLevel.Debug, "Typing of instance {Instance} was not shown")]
    private partial void LogNotShown(Exception exception, string instance);
}
