using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Ledger;

/// <summary>Servers of the tests of what people see of deliveries and do about them.</summary>
[CollectionDefinition]
public sealed class LedgerServers : ICollectionFixture<Servers>;
