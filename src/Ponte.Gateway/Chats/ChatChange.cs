using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>What was learned about the person behind a chat: one more address, or another chat of theirs.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ChatId">The chat that goes on.</param>
/// <param name="Address">The address that leads to it from now on, when it is one.</param>
/// <param name="MergedChatId">The chat that is merged into it, when it is one.</param>
internal sealed record ChatChange(string InstanceId, long ChatId, ChatId? Address, long? MergedChatId)
{
    public override string ToString() => $"change of chat {ChatId}";
}
