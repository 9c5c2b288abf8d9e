namespace Ponte.Gateway.Chats;

/// <summary>Two chats that turned out to be one person's.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="YoungerId">The chat that ends; its id leads to the other one for good.</param>
/// <param name="OlderId">The chat that goes on.</param>
internal sealed record ChatMerge(string InstanceId, long YoungerId, long OlderId);
