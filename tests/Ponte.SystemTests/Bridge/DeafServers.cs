using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>One set of servers for the tests that cut the account's realtime connection, which run one after the other.</summary>
[CollectionDefinition]
public sealed class DeafServers : ICollectionFixture<Servers>;
