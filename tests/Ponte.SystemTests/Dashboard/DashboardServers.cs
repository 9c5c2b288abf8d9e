using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Dashboard;

/// <summary>One gateway, one Chatwoot double and one browser for all tests of the dashboard.</summary>
[CollectionDefinition]
public sealed class DashboardServers : ICollectionFixture<Servers>, ICollectionFixture<Chromium>;
