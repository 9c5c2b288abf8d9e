using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>One set of servers for the tests of activations that reach their end, which run one after the other.</summary>
[CollectionDefinition]
public sealed class ActivationServers : ICollectionFixture<Servers>;
