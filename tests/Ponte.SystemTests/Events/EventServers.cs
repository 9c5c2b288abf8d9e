using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Events;

/// <summary>Servers of the tests of events that are told outside.</summary>
[CollectionDefinition]
public sealed class EventServers : ICollectionFixture<Servers>;
