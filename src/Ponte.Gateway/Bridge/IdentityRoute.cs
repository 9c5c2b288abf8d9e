using System.Data.Common;
using System.Globalization;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge;

/// <summary>What a learned number and a merge of two chats mean for Chatwoot: a row on the chat's lane, stored with what led to it and ahead of what follows.</summary>
internal sealed class IdentityRoute(IntegrationStore integrations, DeliveryQueue queue)
{
    /// <summary>A number is what agents need; a LID tells them nothing.</summary>
    public async Task ChangedAsync(DbTransaction transaction, ChatChange change)
    {
        if ((change.MergedChatId is not null || change.Address?.Kind == ChatKind.Phone) && await IsActiveAsync(change.InstanceId))
        {
            await queue.InsertAsync(transaction, [Row(change)]);
        }
    }

    private async Task<bool> IsActiveAsync(string instanceId) => await integrations.FindActiveAsync(instanceId, CancellationToken.None) is not null;

    private static NewDelivery Row(ChatChange change)
    {
        var fact = change.MergedChatId is { } merged ? ContactDirectory.SourceIdOf(merged) : change.Address!.Value.User;
        var key = string.Create(CultureInfo.InvariantCulture, $"identity:{change.ChatId}:{fact}");
        return new NewDelivery(
            new LaneKey(change.InstanceId, change.ChatId, Destination.Chatwoot),
            DeliveryKind.Identity,
            key,
            key,
            new IdentityPayload(change.MergedChatId).ToJson());
    }
}
