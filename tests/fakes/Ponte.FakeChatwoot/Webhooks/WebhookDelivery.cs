using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Webhooks;

/// <summary>
/// One delivery; when it fails and has a message, that message becomes failed (contract 8.6). The body is made by a job
/// a moment after the event: it shows the conversation as it is then.
/// </summary>
internal sealed record WebhookDelivery(string Url, string Secret, string Event, Func<string> Body, Message? Message);
