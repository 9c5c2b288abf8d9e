namespace Ponte.SystemTests.WhatsApp;

/// <summary>One simulated WhatsApp, Chatwoot double, gateway and engine for the tests that link phones of their own, which run one after the other.</summary>
[CollectionDefinition]
public sealed class PhoneServers : ICollectionFixture<LinkedServers>;
