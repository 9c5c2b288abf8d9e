using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>What each scenario needs before it starts and between its steps, where <see cref="Arrangement"/> cannot see it from the ids.</summary>
public static partial class Scenarios
{
    public static async Task StartAsync(Arrangement arrange)
    {
        var steps = arrange.Recording.Steps;
        switch (arrange.Recording.Scenario)
        {
            case "03-inboxes":
                await arrange.InboxAsync(steps[0].ResponseBody!["payload"]![0]!["id"]!.GetValue<long>());
                break;
            case "05-conversations":
                var locked = steps[18].Body!["inbox_id"]!.GetValue<long>();
                arrange.InboxParameters = id => new JsonObject { ["lock_to_single_conversation"] = id == locked, ["enable_auto_assignment"] = false };
                break;
            case "06-messages-list":
                await arrange.ConversationAsync(PathNumber(steps[0].Path));
                await WriteListAsync(arrange);
                break;
            case "06-messages-flood":
                await arrange.ConversationAsync(PathNumber(steps[0].Path));
                for (var number = 0; number < 200; number++)
                {
                    await arrange.PostAsync($"conversations/{arrange.Bindings.Id("conversation", PathNumber(steps[0].Path))}/messages", new JsonObject { ["content"] = "n" });
                }

                break;
            case "07-webhooks-delivery":
                arrange.InboxParameters = _ => Hooked(arrange, "/hook/inbox");
                break;
            case "07-webhooks-failure":
                arrange.InboxParameters = id => Hooked(arrange, FailurePath(arrange.Recording, id));
                break;
            case "07-webhooks-templates":
                arrange.InboxParameters = _ => Template(arrange);
                break;
            case "08-cable-contact-side":
                await arrange.ConversationAsync(PathNumber(steps[0].Path));
                await BindContactTokenAsync(arrange);
                break;
            case "09-public-api":
                await StartPublicAsync(arrange);
                break;
            case "10-agent-started-conversation":
                arrange.InboxParameters = _ => Hooked(arrange, "/hook/start");
                await arrange.InboxAsync(steps[2].Body!["inbox_id"]!.GetValue<long>());
                break;
            case "13-assorted":
                await StartAssortedAsync(arrange);
                break;
            case "14-accept-header":
                var inbox = await arrange.InboxAsync(steps[6].Body!["inbox_id"]!.GetValue<long>());
                arrange.Bindings.Bind("INBOX_IDENTIFIER_1", inbox["inbox_identifier"]!.ToString());
                await arrange.PostAsync("contacts", new JsonObject { ["inbox_id"] = inbox["id"]!.DeepClone(), ["source_id"] = steps[6].Body!["source_id"]!.DeepClone(), ["phone_number"] = "+5511900000014" });
                break;
        }
    }

    public static async Task BeforeStepAsync(Arrangement arrange, RecordedStep step)
    {
        switch (arrange.Recording.Scenario, step.Index)
        {
            case ("04-contacts", 43):
                var contact = arrange.Bindings.Id("contact", PathNumber(step.Path));
                var inbox = arrange.Bindings.Id("inbox", step.ResponseBody!["payload"]![0]!["inbox_id"]!.GetValue<long>());
                await arrange.PostAsync("conversations", new JsonObject { ["inbox_id"] = inbox, ["contact_id"] = contact });
                break;
            case ("04-contacts", 56):
                await CreateMergeeAsync(arrange, step);
                break;
            case ("06-messages-list", 12):
                await arrange.ConversationAsync(PathNumber(step.Path), evenIfUnseen: true);
                break;
            case ("07-webhooks-failure", 0):
                foreach (var later in arrange.Recording.Steps.Take(7))
                {
                    await arrange.EnsureAsync(later);
                }

                break;
            case ("09-public-api", 6):
                arrange.Chatwoot.Control.SetPresence(FakeChatwootSeed.AgentId, online: true);
                break;
            case ("09-public-api", 32):
                arrange.Chatwoot.Control.SetPresence(FakeChatwootSeed.AgentId, online: false);
                break;
            case ("09-public-api", 48):
                var known = step.ResponseBody!;
                await arrange.PostAsync("contacts", new JsonObject { ["name"] = known["name"]!.DeepClone(), ["phone_number"] = known["phone_number"]!.DeepClone() });
                break;
            case ("11-rate-limit", 0):
                await ExhaustAsync(arrange, "contacts/search?q=zzz", 100);
                break;
            case ("11-rate-limit", 3):
                await ExhaustAsync(arrange, "conversations/meta", 30);
                break;
            case ("13-assorted", 16):
                BindIdentifierHash(arrange, step);
                break;
        }
    }

    private static async Task CreateMergeeAsync(Arrangement arrange, RecordedStep step)
    {
        var inbox = arrange.Chatwoot.Control.Inboxes()[0]!["id"]!.DeepClone();
        var contact = await arrange.PostAsync("contacts", new JsonObject { ["inbox_id"] = inbox, ["source_id"] = "to-be-merged", ["name"] = "Twin" });
        arrange.Bindings.Bind("contact", step.Body!["mergee_contact_id"]!.GetValue<long>(), contact!["payload"]!["contact"]!["id"]!.GetValue<long>());
    }

    private static JsonObject Hooked(Arrangement arrange, string path) => new()
    {
        ["enable_auto_assignment"] = arrange.Recording.Scenario == "09-public-api",
        ["channel"] = new JsonObject { ["type"] = "api", ["webhook_url"] = path.StartsWith("http", StringComparison.Ordinal) ? path : arrange.ReceiverUrl + path },
    };

    // Nothing listens on port 9 of loopback: the connection is refused, as at the recording's 192.0.2.1:9.
    private static string FailurePath(Recording recording, long inbox)
    {
        var step = recording.Steps.First(step => step.ResponseBody is JsonObject body && body["inbox_id"]?.GetValue<long>() == inbox);
        var path = step.Note.Split(' ')[^1];
        return path.StartsWith("/hook", StringComparison.Ordinal) ? path : "http://127.0.0.1:9/";
    }

    private static JsonObject Template(Arrangement arrange)
    {
        var parameters = Hooked(arrange, "/hook/template");
        parameters["name"] = "Template inbox";
        parameters["greeting_enabled"] = true;
        parameters["greeting_message"] = "Welcome to {{inbox.name}}";
        parameters["csat_survey_enabled"] = true;
        return parameters;
    }

    private static async Task WriteListAsync(Arrangement arrange)
    {
        var recorded = PathNumber(arrange.Recording.Steps[0].Path);
        var path = $"conversations/{arrange.Bindings.Id("conversation", recorded)}/messages";
        var ids = new List<long>();
        for (var number = 0; number < 130; number++)
        {
            var outgoing = number % 3 == 0;
            var message = await arrange.PostAsync(path, new JsonObject
            {
                ["content"] = "n" + number.ToString(CultureInfo.InvariantCulture),
                ["message_type"] = outgoing ? "outgoing" : "incoming",
                ["private"] = outgoing && number % 10 == 0,
            });
            ids.Add(message!["id"]!.GetValue<long>());
        }

        var note = ListNote().Match(arrange.Recording.Json["notes"]![0]!.ToString());
        foreach (var (group, index) in new[] { (1, 0), (2, 49), (3, 119), (4, 129) })
        {
            // The 60th, ten after the 50th, is named by one step only.
            if (group == 2)
            {
                arrange.Bindings.Bind("message", long.Parse(note.Groups[2].Value, CultureInfo.InvariantCulture) + 10, ids[59]);
            }

            arrange.Bindings.Bind("message", long.Parse(note.Groups[group].Value, CultureInfo.InvariantCulture), ids[index]);
        }
    }

    private static async Task BindContactTokenAsync(Arrangement arrange)
    {
        var conversation = arrange.Bindings.Id("conversation", PathNumber(arrange.Recording.Steps[0].Path));
        var row = arrange.Chatwoot.Control.Conversations().Single(entry => entry!["id"]!.GetValue<long>() == conversation)!;
        var inbox = arrange.Chatwoot.Control.Inboxes().Single(entry => entry!["id"]!.GetValue<int>() == row["inbox_id"]!.GetValue<int>())!;
        var source = row["contact_source_id"]!.ToString().Replace(".", "%2E", StringComparison.Ordinal);
        var address = new Uri(
            $"{arrange.Chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority)}/public/api/v1/inboxes/{inbox["inbox_identifier"]}/contacts/{source}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var http = new HttpClient();
        var contact = await http.GetFromJsonAsync<JsonObject>(address);
        arrange.Bindings.Bind("PUBSUB_CONTACT_SIDE", contact!["pubsub_token"]!.ToString());
    }

    private static async Task StartPublicAsync(Arrangement arrange)
    {
        arrange.InboxParameters = _ => Hooked(arrange, "/hook/public");
        var step = arrange.Recording.Steps.First(static step => step.ResponseBody is JsonObject body && body["inbox_id"] is not null);
        var inbox = await arrange.InboxAsync(step.ResponseBody!["inbox_id"]!.GetValue<long>());
        arrange.Bindings.Bind(arrange.Recording.Steps[0].Path.Split('/')[^1], inbox["inbox_identifier"]!.ToString());
    }

    private static async Task StartAssortedAsync(Arrangement arrange)
    {
        var windowed = arrange.Recording.Steps[18].ResponseBody!["inbox_id"]!.GetValue<long>();
        arrange.InboxParameters = id => new JsonObject
        {
            ["enable_auto_assignment"] = false,
            ["channel"] = new JsonObject
            {
                ["type"] = "api",
                ["additional_attributes"] = id == windowed ? new JsonObject { ["agent_reply_time_window"] = 24 } : new JsonObject(),
            },
        };
        var settings = arrange.Chatwoot.Control.Settings;
        arrange.Chatwoot.Control.Settings = settings with { RaceWindow = 1000 };
        var twins = await Task.WhenAll(Twin(), Twin());
        arrange.Chatwoot.Control.Settings = settings;
        arrange.Bindings.Bind("contact", PathNumber(arrange.Recording.Steps[5].Path), twins[0]!["payload"]!["contact"]!["id"]!.GetValue<long>());

        Task<JsonNode?> Twin() => arrange.PostAsync("contacts", new JsonObject { ["name"] = "Race", ["phone_number"] = "+5511900000048" });
    }

    private static void BindIdentifierHash(Arrangement arrange, RecordedStep step)
    {
        var inbox = arrange.Recording.Steps[13].ResponseBody!;
        var key = arrange.Bindings.Text(inbox["hmac_token"]!.ToString());
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(step.Body!["identifier"]!.ToString()));
        arrange.Bindings.Bind(step.Body["identifier_hash"]!.ToString(), Convert.ToHexStringLower(hash));
    }

    /// <summary>Uses a throttle's allowance up; starts anew when the minute changed in between.</summary>
    private static async Task ExhaustAsync(Arrangement arrange, string path, int allowed)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Api-Access-Token", FakeChatwootSeed.AdminToken);
        long minute;
        do
        {
            minute = Minute();
            for (var number = 0; number < allowed; number++)
            {
                using var response = await http.GetAsync(new Uri(arrange.Chatwoot.BaseUrl, "/api/v1/accounts/2/" + path));
                Assert.True((int)response.StatusCode == 200 || minute != Minute(), $"number {number + 1} of {path}");
            }
        }
        while (minute != Minute());
    }

    private static long Minute() => DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 60;

    private static long PathNumber(string path) => long.Parse(Number().Match(path).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/(?:conversations|contacts)/(\d+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"the 1st has id (\d+), the 50th (\d+), the 120th (\d+), the last (\d+)")]
    private static partial Regex ListNote();
}
