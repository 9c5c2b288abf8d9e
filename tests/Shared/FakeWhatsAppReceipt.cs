namespace Ponte.Testing;

/// <summary>A receipt that the companion sent.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Type">Empty for "delivered"; else <c>read</c>, <c>inactive</c>, <c>retry</c>, …</param>
/// <param name="Chat">The chat.</param>
public sealed record FakeWhatsAppReceipt(string Id, string Type, string Chat);
