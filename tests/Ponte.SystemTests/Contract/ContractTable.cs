namespace Ponte.SystemTests.Contract;

/// <summary>The table of the whole HTTP contract, in its order; what is true of every route is in <see cref="EveryRoute"/>.</summary>
internal static class ContractTable
{
    public static IReadOnlyList<Story> Stories { get; } =
    [
        .. ChatwootStories.All, .. InstanceStories.All, .. BucketStories.All, .. EventStories.All, .. MessageStories.All, .. HistoryStories.All, .. ChatStories.All, .. LabelStories.All, .. GroupStories.All, .. ProfileStories.All,
        .. UnsupportedStories.All, .. DeliveryStories.All,
    ];

    /// <summary>On a server that has the Chatwoot module switched off, and that takes <see cref="FewRequests"/> calls a minute of a token.</summary>
    public static Story OnABareServer { get; } = new("3", "module off, and the rate limit",
        ("GET /api/chatwoot/list/none", "503 integration gateway not configured"),
        ("POST /api/chatwoot/set/none nothing", "503 integration gateway not configured"),
        ("DELETE /api/chatwoot/delete/none", "503 integration gateway not configured"),
        ("GET /api/instance/list", "429 Rate limit exceeded. Try again later."),
        ("GET /ws/none", "429 Rate limit exceeded. Try again later."),
        ("[unknown token] GET /api/instance/list", "401 Invalid token"),
        ("GET /health", "200 …"));

    /// <summary>The rate limit of that server.</summary>
    public const int FewRequests = 3;
}
