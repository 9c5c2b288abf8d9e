namespace Ponte.WhatsApp.Baileys;

/// <summary>A simulated WhatsApp server.</summary>
/// <param name="Url">Its WebSocket address, for example <c>ws://127.0.0.1:9000/ws/chat</c>.</param>
/// <param name="NoiseRoot">The 32 bytes, in hexadecimal, of the public key that its certificates are signed with.</param>
public sealed record BaileysTestServer(Uri Url, string NoiseRoot);
