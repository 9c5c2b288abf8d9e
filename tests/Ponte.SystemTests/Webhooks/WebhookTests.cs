namespace Ponte.SystemTests.Webhooks;

/// <summary>The tests that share <see cref="WebhookServers"/>.</summary>
[CollectionDefinition]
public sealed class WebhookTests : ICollectionFixture<WebhookServers>;
