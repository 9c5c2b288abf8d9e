using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>One event to tell outside: what happened in a chat, or how the connection changed. As JSON it is the payload of a row; the envelope is made of it when it is told.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ChatId">The chat; 0 for the instance as a whole.</param>
/// <param name="Name">An <see cref="EventName"/>.</param>
/// <param name="Source">The <see cref="Happening.Source"/>.</param>
/// <param name="Event">What happened in the chat; null for the instance as a whole.</param>
/// <param name="News">What happened to the instance as a whole; null for a chat.</param>
internal sealed record ToldEvent(string InstanceId, long ChatId, string Name, string Source, ChatEvent? Event, InstanceNews? News)
{
    /// <summary>The <see cref="Happening.ObjectKey"/>.</summary>
    public string? ObjectKey { get; init; }

    /// <summary>What happened in a chat; null when that is not told.</summary>
    public static ToldEvent? Of(Happening happening) => EventName.Of(happening.Event) is { } name
        ? new ToldEvent(happening.InstanceId, happening.ChatId, name, happening.Source, happening.Event, null) { ObjectKey = happening.ObjectKey }
        : null;

    /// <summary>What happened to an instance as a whole.</summary>
    public static ToldEvent Of(InstanceNews news) => new(news.InstanceId, 0, news is LabelNews ? EventName.LabelUpdate : EventName.InstanceState, "", null, news);

    /// <summary>The row's payload. It holds people's words and secrets of media.</summary>
    public string ToJson()
    {
        var row = new JsonObject { ["name"] = Name, ["source"] = Source, ["objectKey"] = ObjectKey };
        if (Event is not null)
        {
            row["event"] = JsonNode.Parse(EventJson.Write(Event));
        }
        else if (News is LabelNews news)
        {
            row["event"] = JsonNode.Parse(EventJson.Write(news.Label));
        }
        else if (News is StateChange change)
        {
            row["state"] = new JsonObject
            {
                ["state"] = change.Status.State.ToString(),
                ["cause"] = change.Status.Cause?.Code,
                ["self"] = change.Status.Self?.Value,
                ["at"] = change.At.ToUnixTimeMilliseconds(),
            };
        }

        return row.ToJsonString();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is not such a payload.</exception>
    public static ToldEvent FromJson(LaneKey lane, string payload)
    {
        var row = JsonNode.Parse(payload)!.AsObject();
        var happened = row["event"] is { } node ? EventJson.Read(node.ToJsonString()) : null;
        InstanceNews? news = happened is LabelChanged label ? new LabelNews(lane.InstanceId, label) : ChangeOf(lane.InstanceId, row["state"]);
        return new ToldEvent(lane.InstanceId, lane.ChatId, row["name"]!.GetValue<string>(), row["source"]!.GetValue<string>(), happened as ChatEvent, news)
        {
            ObjectKey = row["objectKey"]?.GetValue<string>(),
        };
    }

    /// <summary>The type alone: what people write does not belong in logs.</summary>
    public override string ToString() => $"{Name} of {InstanceId}";

    private static StateChange? ChangeOf(string instanceId, JsonNode? state) => state is null
        ? null
        : new StateChange(
            instanceId,
            new SessionStatus(
                Enum.Parse<SessionState>(state["state"]!.GetValue<string>()),
                ConnectionCause.FromCode(state["cause"]?.GetValue<string>()),
                UserId.TryParse(state["self"]?.GetValue<string>(), out var self) ? self : null),
            DateTimeOffset.FromUnixTimeMilliseconds(state["at"]!.GetValue<long>()));
}
