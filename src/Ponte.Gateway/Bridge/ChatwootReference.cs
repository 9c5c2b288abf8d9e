using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Bridge.Activation;

namespace Ponte.Gateway.Bridge;

/// <summary>What the API reference says about the Chatwoot routes.</summary>
internal static class ChatwootReference
{
    private const string SetExample =
        """
        {"chatwootBaseUrl":"https://chatwoot.example.com","chatwootAccountId":1,"chatwootApiToken":"your-agent-access-token",
         "inboxName":"WhatsApp Support","signMessages":true,"ignoreGroups":false,"startAsPending":false,"reopenResolved":true}
        """;

    private const string ListExample =
        """
        {"instance_name":"suporte","status":"active","bridge_integration_id":"int_xyz789abc","chatwoot_base_url":"https://chatwoot.example.com",
         "chatwoot_account_id":1,"chatwoot_api_token":"your-agent-access-token","chatwoot_inbox_id":7,"chatwoot_inbox_name":"WhatsApp Support",
         "last_error":"","created_at":"2026-04-20T10:15:30Z","sign_messages":true,"ignore_groups":false,"start_as_pending":false,"reopen_resolved":true}
        """;

    public static void DescribeSet(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Activate the Chatwoot integration")
        .WithDescription("Creates an inbox in Chatwoot, opens the realtime connection and starts routing. Calling it again replaces token and switches and keeps the inbox.")
        .Takes(
            SetExample,
            new("chatwootBaseUrl", "string", "Address of the Chatwoot installation, http or https; a trailing / is removed.", Required: true),
            new("chatwootAccountId", "integer", "Chatwoot's account number, greater than 0.", Required: true),
            new("chatwootApiToken", "string", "Access token of an administrator of that account. Encrypted at rest.", Required: true),
            new("inboxName", "string", "Name of the inbox to create. Default: WhatsApp - <instance>."),
            new("signMessages", "boolean", "Begin agents' messages with *Name*: and a newline. Default: false."),
            new("ignoreGroups", "boolean", "Do not route group chats. Default: false."),
            new("startAsPending", "boolean", "New conversations are pending instead of open. Default: false."),
            new("reopenResolved", "boolean", "A new message reopens a resolved conversation instead of starting a new one. Default: false."))
        .Answers(
            StatusCodes.Status201Created,
            "Active.",
            """{"instance":"suporte","status":"active","bridge_integration_id":"int_xyz789abc","message":"chatwoot integration activated"}""")
        .Refuses(StatusCodes.Status400BadRequest, "invalid body: chatwootBaseUrl is required; chatwootAccountId must be greater than 0")
        .Refuses(
            StatusCodes.Status400BadRequest,
            "Chatwoot account or endpoint not found - verify chatwootBaseUrl (https://chatwoot.example.com) and chatwootAccountId (5). "
            + "Detail: HTTP 404: Resource could not be found")
        .Refuses(
            StatusCodes.Status400BadRequest,
            "Chatwoot rejected the request as invalid - verify inboxName and the inbox settings. Detail: HTTP 422: Name can't be blank")
        .Refuses(
            StatusCodes.Status401Unauthorized,
            "Chatwoot rejected the API token - verify chatwootApiToken. Detail: HTTP 401: Invalid Access Token")
        .Refuses(
            StatusCodes.Status403Forbidden,
            "Chatwoot denied the request - verify the API token has admin scope on account 1. Detail: the token's user has the role agent on account 1")
        .Refuses(StatusCodes.Status500InternalServerError, "chatwoot integration failed: persist integration: disk full")
        .Refuses(
            StatusCodes.Status502BadGateway,
            "Chatwoot is unreachable at https://chatwoot.example.com - verify chatwootBaseUrl and that the host is reachable from the server. "
            + "Detail: connection refused")
        .Refuses(StatusCodes.Status503ServiceUnavailable, ActivationRefusal.NotConfiguredText);

    public static void DescribeList(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Show the Chatwoot integration")
        .WithDescription("The stored configuration and the current state. status is active, paused (the number is not connected) or error (see last_error).")
        .Answers(StatusCodes.Status200OK, "The integration, the token in plain text.", ListExample)
        .Refuses(StatusCodes.Status404NotFound, "no chatwoot integration for this instance")
        .Refuses(StatusCodes.Status503ServiceUnavailable, ActivationRefusal.NotConfiguredText);

    public static void DescribeDelete(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Deactivate the Chatwoot integration")
        .WithDescription("Stops routing. The inbox, its conversations and messages stay in Chatwoot.")
        .Answers(StatusCodes.Status200OK, "Deactivated.", """{"message":"chatwoot integration deactivated"}""")
        .Refuses(StatusCodes.Status404NotFound, "no chatwoot integration to delete")
        .Refuses(StatusCodes.Status503ServiceUnavailable, ActivationRefusal.NotConfiguredText);
}
