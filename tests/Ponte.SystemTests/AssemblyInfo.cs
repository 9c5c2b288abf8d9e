[assembly: AssemblyFixture(typeof(PostgresServer))]

[assembly: TestCollectionOrderer(typeof(Ponte.SystemTests.LongestFirst))]
