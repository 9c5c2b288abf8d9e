using Xunit.Sdk;
using Xunit.v3;

namespace Ponte.SystemTests;

/// <summary>Starts the tests that take a minute and more before the others, so that none of them is left running alone at the end.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "IdentityChaosTests", "EngineHopChaosTests", "AgainChaosTests", "LostAnswerChaosTests", "ThrottleChaosTests", "LaneChaosTests", "HopChaosTests", "DepartureChaosTests", "ArrivalChaosTests",
        "ResetChaosTests", "MediaChaosTests", "KillChaosTests", "DiskChaosTests", "StopChaosTests",
        "DashboardServers", "BackupTests", "DeafServers", "TroubleServers", "PhoneServers", "EventServers", "WebhookTests", "ReceiptTests", "RestartTests", "MatrixServers", "LinkedBackupTests",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(PlaceOf)];

    private static int PlaceOf<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
