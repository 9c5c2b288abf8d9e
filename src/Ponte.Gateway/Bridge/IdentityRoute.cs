using System.Data.Common;
using System.Globalization;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge;

/// <summary>What a learned number and a merge of two chats mean for Chatwoot: a row on the chat's lane, stored with what led to it.</summary>
internal sealed class IdentityRoute(IntegrationStore integrations, DeliveryQueue queue)
{
    /// <summary>A number is what agents need; a LID tells them nothing.</summary>
    public async Task LearnedAsync(DbTransaction transaction, string instanceId, long chatId, ChatId address)
    {
        if (address.Kind == ChatKind.Phone && await IsActiveAsync(instanceId))
        {
            await queue.InsertAsync(transaction, [Row(instanceId, chatId, address.User, null)]);
        }
    }

    /// <summary>The conversations follow the chat at once, their contacts when Chatwoot can be asked.</summary>
    public async Task<IReadOnlyList<NewDelivery>> MergedAsync(DbTransaction transaction, ChatMerge merge)
    {
        await ConversationRefStore.MoveToChatAsync(transaction, merge);
        var fact = string.Create(CultureInfo.InvariantCulture, $"chat-{merge.YoungerId}");
        return await IsActiveAsync(merge.InstanceId) ? [Row(merge.InstanceId, merge.OlderId, fact, merge.YoungerId)] : [];
    }

    private async Task<bool> IsActiveAsync(string instanceId) => await integrations.FindActiveAsync(instanceId, CancellationToken.None) is not null;

    private static NewDelivery Row(string instanceId, long chatId, string fact, long? mergedChatId)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"identity:{chatId}:{fact}");
        return new NewDelivery(
            new LaneKey(instanceId, chatId, Destination.Chatwoot), DeliveryKind.Identity, key, key, new IdentityPayload(mergedChatId).ToJson());
    }
}
