using System.Text.RegularExpressions;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>One difference that is accepted, where, and why. Nothing else is.</summary>
public sealed record Tolerance(string Scenario, string Where, string Path, string Types, string Reason)
{
    /// <summary>The whole list. Scenario, place and path are regular expressions; types are all that may occur on either side.</summary>
    public static IReadOnlyList<Tolerance> All { get; } =
    [
        new(".", "^(cable|webhook)", "availability_status$", "null|string", "inside background jobs Chatwoot shows null or a text, by chance"),
        new("07|09|10", "^webhook .* (message|conversation)_created", "first_reply_created_at$", "null|string", "the first reply is noted before or after the webhook is written, by chance"),
        new(".", "^cable .*presence.update", @"\.(users|contacts)\.\d+$", "absent|string", "who else is online already when a subscription is confirmed is a race"),
        new("07-webhooks-delivery|10", "^(webhook|cable admin conversation.updated)", @"attachments\[\]\.(width|height)$", "null|number", "a picture's size is known once a job has looked at it"),
        new("06-messages-on-closed", "GET conversation after", @"^\$\.messages\[\]\.sender", "", "the newest message is the message or the activity it caused, by chance (contract 5.1)"),
        new("07-webhooks-templates", "^webhook", @"messages\[\]\.(sender|content_attributes\.display_type)", "", "the newest message is the message or the template it caused, by chance"),
        new("07-webhooks-failure", "^cable admin message.created type 2$", "^count$", "", "the recording caught an activity of another scenario's conversation"),
    ];

    public static Tolerance? For(string scenario, string where, string path, string recorded = "", string own = "") =>
        All.FirstOrDefault(entry => Regex.IsMatch(scenario, entry.Scenario) && Regex.IsMatch(where, entry.Where) && Regex.IsMatch(path, entry.Path)
            && (entry.Types.Length == 0 || $"{recorded}|{own}".Split('|').All(entry.Types.Split('|').Contains)));
}
