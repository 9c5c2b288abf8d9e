using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Inboxes;

/// <summary>The shapes in which Chatwoot shows an inbox (contract 3.2).</summary>
internal static class InboxViews
{
    /// <summary>The whole inbox; keys and secrets only for administrators.</summary>
    public static JsonObject Full(ChatwootWorld world, Inbox inbox, bool administrator)
    {
        var view = new JsonObject
        {
            ["id"] = inbox.Id,
            ["avatar_url"] = "",
            ["channel_id"] = inbox.ChannelId,
            ["name"] = inbox.Name,
            ["channel_type"] = inbox.ChannelType,
            ["greeting_enabled"] = inbox.GreetingEnabled,
            ["greeting_message"] = inbox.GreetingMessage,
            ["working_hours_enabled"] = inbox.WorkingHoursEnabled,
            ["enable_email_collect"] = inbox.EnableEmailCollect,
            ["csat_survey_enabled"] = inbox.CsatSurveyEnabled,
            ["csat_config"] = new JsonObject(),
            ["enable_auto_assignment"] = inbox.EnableAutoAssignment,
            ["auto_assignment_config"] = new JsonObject(),
            ["out_of_office_message"] = inbox.OutOfOfficeMessage,
            ["working_hours"] = WorkingHours(),
            ["timezone"] = inbox.Timezone,
            ["callback_webhook_url"] = null,
            ["allow_messages_after_resolved"] = inbox.AllowMessagesAfterResolved,
            ["lock_to_single_conversation"] = inbox.LockToSingleConversation,
            ["sender_name_type"] = inbox.SenderNameType,
            ["business_name"] = inbox.BusinessName,
        };
        if (world.Version.IsNew())
        {
            view["allowed_domains"] = inbox.IsApi ? null : "";
        }

        AddChannel(view, world, inbox, administrator);
        return view;
    }

    /// <summary>The short form inside contacts (contract 4.1).</summary>
    public static JsonObject Slim(Inbox inbox) => new()
    {
        ["id"] = inbox.Id,
        ["avatar_url"] = "",
        ["channel_id"] = inbox.ChannelId,
        ["name"] = inbox.Name,
        ["channel_type"] = inbox.ChannelType,
        ["provider"] = null,
    };

    /// <summary>The raw database row, as contact create answers it (contract 4.2).</summary>
    public static JsonObject Raw(Inbox inbox) => new()
    {
        ["id"] = inbox.Id,
        ["channel_id"] = inbox.ChannelId,
        ["account_id"] = inbox.Account.Id,
        ["name"] = inbox.Name,
        ["created_at"] = Times.Iso(inbox.CreatedAt),
        ["updated_at"] = Times.Iso(inbox.UpdatedAt),
        ["channel_type"] = inbox.ChannelType,
        ["enable_auto_assignment"] = inbox.EnableAutoAssignment,
        ["greeting_enabled"] = inbox.GreetingEnabled,
        ["greeting_message"] = inbox.GreetingMessage,
        ["email_address"] = null,
        ["working_hours_enabled"] = inbox.WorkingHoursEnabled,
        ["out_of_office_message"] = inbox.OutOfOfficeMessage,
        ["timezone"] = inbox.Timezone,
        ["enable_email_collect"] = inbox.EnableEmailCollect,
        ["csat_survey_enabled"] = inbox.CsatSurveyEnabled,
        ["allow_messages_after_resolved"] = inbox.AllowMessagesAfterResolved,
        ["auto_assignment_config"] = new JsonObject(),
        ["lock_to_single_conversation"] = inbox.LockToSingleConversation,
        ["portal_id"] = null,
        ["sender_name_type"] = inbox.SenderNameType,
        ["business_name"] = inbox.BusinessName,
        ["csat_config"] = new JsonObject(),
    };

    public static JsonArray WorkingHours()
    {
        var days = new JsonArray();
        for (var day = 0; day < 7; day++)
        {
            var closed = day is 0 or 6;
            days.Add((JsonNode)new JsonObject
            {
                ["day_of_week"] = day,
                ["closed_all_day"] = closed,
                ["open_hour"] = closed ? null : 9,
                ["open_minutes"] = closed ? null : 0,
                ["close_hour"] = closed ? null : 17,
                ["close_minutes"] = closed ? null : 0,
                ["open_all_day"] = false,
            });
        }

        return days;
    }

    private static void AddChannel(JsonObject view, ChatwootWorld world, Inbox inbox, bool administrator)
    {
        var api = inbox.IsApi;
        view["widget_color"] = api ? null : "#1f93ff";
        view["website_url"] = inbox.WebsiteUrl;
        view["hmac_mandatory"] = inbox.HmacMandatory;
        view["welcome_title"] = null;
        view["welcome_tagline"] = null;
        view["web_widget_script"] = api ? null : $"<script>/* {inbox.WebsiteToken} */</script>";
        view["website_token"] = inbox.WebsiteToken;
        view["selected_feature_flags"] = api ? null : new JsonArray("attachments", "emoji_picker", "end_conversation");
        view["reply_time"] = api ? null : "in_a_few_minutes";
        if (!api)
        {
            AddWidget(view, inbox, administrator);
            return;
        }

        view["messaging_service_sid"] = null;
        view["phone_number"] = null;
        if (administrator)
        {
            view["hmac_token"] = inbox.HmacToken;
            if (world.Version.IsNew())
            {
                view["secret"] = inbox.Secret;
            }
        }

        view["webhook_url"] = inbox.WebhookUrl;
        view["inbox_identifier"] = inbox.Identifier;
        view["additional_attributes"] = inbox.AdditionalAttributes.DeepClone();
        view["provider"] = null;
    }

    private static void AddWidget(JsonObject view, Inbox inbox, bool administrator)
    {
        if (administrator)
        {
            view["hmac_token"] = inbox.HmacToken;
        }

        view["pre_chat_form_enabled"] = false;
        view["pre_chat_form_options"] = new JsonObject
        {
            ["pre_chat_message"] = "Share your queries or comments here.",
            ["pre_chat_fields"] = new JsonArray(PreChatField("Email Id", "emailAddress", "email"), PreChatField("Full name", "fullName", "text"), PreChatField("Phone number", "phoneNumber", "text")),
        };
        view["continuity_via_email"] = true;
        view["messaging_service_sid"] = null;
        view["phone_number"] = null;
        view["provider"] = null;
    }

    private static JsonObject PreChatField(string label, string name, string type) => new()
    {
        ["field_type"] = "standard",
        ["label"] = label,
        ["name"] = name,
        ["type"] = type,
        ["required"] = type == "email",
        ["enabled"] = false,
    };
}
