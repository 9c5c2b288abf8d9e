using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>Servers of the tests of what agents can send.</summary>
[CollectionDefinition]
public sealed class OutgoingServers : ICollectionFixture<Servers>;
