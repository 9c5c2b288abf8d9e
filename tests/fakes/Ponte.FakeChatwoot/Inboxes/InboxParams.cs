using System.Globalization;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Inboxes;

/// <summary>Checks and takes over the parameters of an inbox (contract 3.1).</summary>
internal static class InboxParams
{
    public static void Check(Params body, Params channel, string? type)
    {
        if (type is not ("api" or "web_widget"))
        {
            throw ApiError.Invalid(("channel", "Channel must exist"));
        }

        CheckChannel(channel);
        if (string.IsNullOrWhiteSpace(body.Text("name")))
        {
            throw ApiError.Invalid(("name", "Name can't be blank"));
        }

        if (body.Text("timezone") is { } timezone && timezone != "UTC" && !TimeZoneInfo.TryFindSystemTimeZoneById(timezone, out _))
        {
            throw ApiError.Invalid(("timezone", "Timezone is not included in the list"));
        }
    }

    public static void CheckChannel(Params channel)
    {
        if (channel.Text("webhook_url")?.Length > 2048)
        {
            throw ApiError.Invalid(("webhook_url", "Webhook url is too long (maximum is 2048 characters)"));
        }

        if (channel.Object("additional_attributes")?["agent_reply_time_window"] is { } window
            && double.TryParse(Params.AsText(window), CultureInfo.InvariantCulture, out var hours) && hours <= 0)
        {
            throw ApiError.Invalid(("agent_reply_time_window", "Agent reply time window agent_reply_time_window must be greater than 0"));
        }
    }

    public static void Apply(Inbox inbox, Params body, Params channel)
    {
        inbox.Name = body.Text("name") ?? inbox.Name;
        inbox.LockToSingleConversation = body.Flag("lock_to_single_conversation") ?? inbox.LockToSingleConversation;
        inbox.EnableAutoAssignment = body.Flag("enable_auto_assignment") ?? inbox.EnableAutoAssignment;
        inbox.GreetingEnabled = body.Flag("greeting_enabled") ?? inbox.GreetingEnabled;
        inbox.GreetingMessage = body.Text("greeting_message") ?? inbox.GreetingMessage;
        inbox.CsatSurveyEnabled = body.Flag("csat_survey_enabled") ?? inbox.CsatSurveyEnabled;
        inbox.EnableEmailCollect = body.Flag("enable_email_collect") ?? inbox.EnableEmailCollect;
        inbox.AllowMessagesAfterResolved = body.Flag("allow_messages_after_resolved") ?? inbox.AllowMessagesAfterResolved;
        inbox.WorkingHoursEnabled = body.Flag("working_hours_enabled") ?? inbox.WorkingHoursEnabled;
        inbox.OutOfOfficeMessage = body.Text("out_of_office_message") ?? inbox.OutOfOfficeMessage;
        inbox.Timezone = body.Text("timezone") ?? inbox.Timezone;
        inbox.SenderNameType = body.Text("sender_name_type") ?? inbox.SenderNameType;
        inbox.BusinessName = body.Text("business_name") ?? inbox.BusinessName;
        if (channel.Has("webhook_url"))
        {
            inbox.WebhookUrl = channel.Text("webhook_url");
        }

        inbox.HmacMandatory = channel.Flag("hmac_mandatory") ?? inbox.HmacMandatory;
        // Replaced as a whole, not merged (contract 3.3).
        inbox.AdditionalAttributes = channel.Object("additional_attributes")?.DeepClone().AsObject() ?? inbox.AdditionalAttributes;
    }
}
