namespace Ponte.Gateway.Ledger;

/// <summary>What a delivery's message is on WhatsApp.</summary>
/// <param name="MessageId">Its id there.</param>
/// <param name="ChatJid">The chat's address that WhatsApp used last; null when the chat is gone.</param>
internal sealed record WhatsAppSide(string MessageId, string? ChatJid);
