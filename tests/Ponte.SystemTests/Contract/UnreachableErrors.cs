namespace Ponte.SystemTests.Contract;

/// <summary>Documented answers that no row gives, each with its reason.</summary>
internal static class UnreachableErrors
{
    /// <summary>Routes whose success is no answer of HTTP.</summary>
    public static IReadOnlyDictionary<string, string> Successes { get; } = new Dictionary<string, string>
    {
        ["get /ws/{instance}"] = "a WebSocket, see SocketTests",
    };

    private const string TableSays = "§1.3 does not say which text goes where; §9 decides";
    private const string DatabaseFails = "the database or the engine must fail meanwhile, see PersistFailureTests";

    private static readonly (int Status, string Message, string Reason)[] Texts =
    [
        (401, "Missing token in header", TableSays),
        (401, "Missing token", TableSays),
        (401, "Invalid instance token", TableSays),
        (401, "Invalid account token", TableSays),
        (401, "Unauthenticated", TableSays),
        (403, "Account instance quota exceeded", "Ponte has no quotas"),
        (403, "The sandbox is switched off on this server (Ponte:Sandbox:Enabled)", "another setting of the server, see SandboxEndpointsTests"),
        (403, "This origin may not connect (Ponte:Cors:Origins)", "another setting of the server"),
        (400, "Chatwoot rejected the request as invalid …", "Chatwoot must refuse the inbox, see ChatwootRefusalTests"),
        (409, "Connecting was interrupted…", "two calls at once, see ConnectionEndpointsTests"),
        (409, "The agent has sent this again…", "see ReplayTests"),
        (409, "What this delivery carried is not kept any more…", "see ReplayTests"),
        (409, "At most 100 webhooks…", "100 calls before it"),
        (409, "This instance has no Chatwoot integration…", "of one delivery, see ReplayTests; a row has it of all"),
        (413, "The file is larger than…", "a file of 200 MB"),
        (413, "Request body too large", "a body of 43 MB where files are taken; each other route has a row"),
        (429, "Rate limit exceeded. Try again later.", "one row on a server with a low limit stands for all routes"),
        (500, "Internal server error", "an error of Ponte's own"),
        (500, "Failed to …", DatabaseFails),
        (500, "chatwoot integration failed: persist integration: …", DatabaseFails),
        (503, "integration gateway not configured", "rows on a server with the module off"),
        (503, "WhatsApp cannot be reached…", "the real engine, see LinkingTests"),
        (503, "The code was not used in time…", "the real engine, see LinkingTests"),
        (503, "The WhatsApp engine…", "the real engine, see LinkingTests"),
    ];

    public static bool IsListed(int status, string message) =>
        Texts.Any(text => text.Status == status && (text.Message == message || (text.Message.EndsWith('…') && message.StartsWith(text.Message.TrimEnd('…'), StringComparison.Ordinal))));
}
