namespace Ponte.Chatwoot.Webhooks;

internal sealed record WebhookWish(string Url, IReadOnlyList<string> Subscriptions);

internal sealed record WebhookBody(WebhookWish Webhook);

internal sealed record CreatedWebhook(AccountWebhook Webhook);

internal sealed record CreatedWebhookAnswer(CreatedWebhook Payload);

internal sealed record WebhookList(IReadOnlyList<AccountWebhook> Webhooks);

internal sealed record WebhookListAnswer(WebhookList Payload);
