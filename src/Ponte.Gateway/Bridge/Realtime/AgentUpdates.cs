using System.Threading.Channels;
using Ponte.Chatwoot.Messages;
using Ponte.Chatwoot.Realtime;
using Ponte.Gateway.Telemetry;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Takes what agents do to messages that stand: deletions, and Chatwoot's Retry. Each waits a moment longer than a new message does, so that
/// the message itself is stored before.
/// </summary>
internal sealed partial class AgentUpdates(AgentChanges changes, TimeProvider time, ILogger<AgentUpdates> logger)
{
    private static readonly TimeSpan BehindNewOnes = HintLoop.Wait * 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<Update> _updates = Channel.CreateUnbounded<Update>();

    /// <summary>An update came from the cable; those that concern nobody on WhatsApp are left out. Ponte itself sets a failed message to sent only when every part of it has been sent.</summary>
    public void Hear(Integration integration, MessageUpdated updated, DateTimeOffset receivedAt)
    {
        var message = updated.Message;
        if (message.MessageType is not (MessageType.Outgoing or MessageType.Template) || message.Private)
        {
            return;
        }

        if (message.IsDeleted)
        {
            _updates.Writer.TryWrite(new Update(integration, message, receivedAt));
        }
        else if (message.Status == MessageStatus.Sent && updated.PreviousChanges.PreviousStatus == MessageStatus.Failed && AgentMessages.GoesOut(message))
        {
            _updates.Writer.TryWrite(new Update(integration, message, receivedAt));
        }
    }

    /// <summary>Works on what is heard, for ever.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var update in _updates.Reader.ReadAllAsync(stopping))
            {
                if (update.ReceivedAt + BehindNewOnes - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, time, stopping);
                }

                while (!await TryAsync(update, stopping))
                {
                    await Task.Delay(Pause, time, stopping);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task<bool> TryAsync(Update update, CancellationToken stopping)
    {
        var heard = Traces.StartHeard("chatwoot heard", update.Integration.InstanceId)?
            .SetTag(SpanTag.ChatwootMessage, update.Message.Id)
            .SetTag(SpanTag.ChatwootConversation, update.Message.ConversationId);
        try
        {
            await (update.Message.IsDeleted
                ? changes.DeleteAsync(update.Integration, update.Message, stopping)
                : changes.RetryAsync(update.Integration, update.Message, stopping));
            Traces.EndHeard(heard);
            return true;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogFailed(exception, update.Message.Id, update.Integration.Id);
            return false;
        }
    }

    private sealed record Update(Integration Integration, Message Message, DateTimeOffset ReceivedAt);

    [LoggerMessage(LogLevel.Error, "What an agent did to message {Message} of {Integration} could not be stored; trying again")]
    private partial void LogFailed(Exception exception, long message, string integration);
}
