using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Deliveries;

/// <summary>A <see cref="MessageLink"/> as it is stored.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Link">The pair of ids.</param>
/// <param name="Level">How far the message got; of a received one, <see cref="ReceiptLevel.Read"/> once its sender was told that it was read.</param>
/// <param name="IsDeleted">It was deleted for everyone, on either side.</param>
internal sealed record StoredLink(long ChatId, MessageLink Link, ReceiptLevel Level, bool IsDeleted);
