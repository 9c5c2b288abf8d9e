namespace Ponte.Gateway.Tests.Bridge.Preflight;

/// <summary>One set of servers for the preflight's tests, which run one after the other: they change users and arm faults.</summary>
[CollectionDefinition]
public sealed class PreflightServers : ICollectionFixture<PreflightWorld>;
