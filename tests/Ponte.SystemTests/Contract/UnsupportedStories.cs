namespace Ponte.SystemTests.Contract;

/// <summary>What is documented and not done here (http-contract 2.2, 501).</summary>
internal static class UnsupportedStories
{
    private const string Communities = "501 Communities are not supported";
    private const string Newsletters = "501 Newsletters are not supported";
    private const string Calls = "501 Placing calls is not supported";
    private const string Interactive = "501 Messages of this type are not supported";

    public static IReadOnlyList<Story> All { get; } =
    [
        new("8.4", "communities",
            ("POST /api/community/create/:instance {}", Communities),
            ("POST /api/community/link/:instance {}", Communities),
            ("GET /api/community/listSubGroups/:instance", Communities)),
        new("8.5", "newsletters",
            ("POST /api/newsletter/create/:instance {}", Newsletters),
            ("GET /api/newsletter/list/:instance", Newsletters),
            ("GET /api/newsletter/info/:instance", Newsletters),
            ("POST /api/newsletter/join/:instance {}", Newsletters),
            ("DELETE /api/newsletter/leave/:instance", Newsletters)),
        new("8.7", "calls",
            ("POST /api/call/fake/:instance {}", Calls),
            ("POST /api/call/audio/:instance {}", Calls)),
        new("7.3", "interactive messages",
            ("POST /api/message/button/:instance {}", Interactive),
            ("POST /api/message/list/:instance {}", Interactive),
            ("POST /api/message/carousel/:instance {}", Interactive),
            ("POST /api/message/pix/:instance {}", Interactive),
            ("POST /api/message/form/:instance {}", Interactive),
            ("POST /api/message/event/:instance {}", Interactive)),
    ];
}
