using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Instances.Behaviour;

/// <summary>What the API reference says of <see cref="InstanceSettingsEndpoints"/>.</summary>
internal static class InstanceSettingsReference
{
    public const string Example =
        """
        {"autoRejectCalls":false,"callRejectMessage":"","ignoreGroupMessages":false,"keepOnlineStatus":false,"autoReadMessages":false,"disableHistorySync":true,"ignoreStatus":false}
        """;

    /// <summary>The fields, which <c>POST /api/instance/new</c> takes as well.</summary>
    public static BodyField[] Fields { get; } =
    [
        new("autoRejectCalls", "boolean", "Reject incoming calls. Default false."),
        new("callRejectMessage", "string", "Sent to the caller of a rejected call, at most 1,024 characters; empty sends nothing."),
        new("ignoreGroupMessages", "boolean", "Drop what comes from groups. Default false."),
        new("keepOnlineStatus", "boolean", "Show the number as online while connected. Default false."),
        new("autoReadMessages", "boolean", "Tell senders that their messages were read. Default false."),
        new("disableHistorySync", "boolean", "Do not take the history that the phone offers when it is linked. Default true."),
        new("ignoreStatus", "boolean", "Drop the statuses (\"stories\") of contacts. Default false."),
    ];

    public static void DescribeChange(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Change the behaviour settings")
        .WithDescription("Fields that are left out keep their value. Takes effect at once; `disableHistorySync` at the next pairing.")
        .Takes("""{"ignoreGroupMessages":true}""", Fields)
        .Answers(200, "Stored; all seven as they are now", $$"""{"success":true,"message":"Settings updated successfully","settings":{{Example}} }""")
        .Refuses(400, "Invalid request body: ignoreGroupMessages must be true or false")
        .Refuses(400, InstanceSettingsEndpoints.NothingGiven);

    public static void DescribeGet(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Read the behaviour settings")
        .WithDescription("All seven.")
        .Answers(200, "The settings", $$"""{"success":true,"message":"Settings retrieved successfully","settings":{{Example}} }""");
}
