using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Webhooks;

/// <summary>One delivery; when it fails and has a message, that message becomes failed (contract 8.6).</summary>
internal sealed record WebhookDelivery(string Url, string Secret, string Event, string Body, Message? Message);
