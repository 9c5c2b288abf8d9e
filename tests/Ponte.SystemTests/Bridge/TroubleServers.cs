using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>One set of servers for the tests of what waits and what fails, which run one after the other.</summary>
[CollectionDefinition]
public sealed class TroubleServers : ICollectionFixture<Servers>;
