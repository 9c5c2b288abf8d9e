using System.Collections.Concurrent;
using System.Text.Json;
using StreamJsonRpc;

namespace Ponte.WhatsApp.Baileys;

/// <summary>What one engine process tells unasked, handed to the sessions that are attached. Nothing here waits: the reader of the connection must go on.</summary>
internal sealed class EngineNotifications(EngineLog log)
{
    private readonly ConcurrentDictionary<string, SessionAttachment> _sessions = new(StringComparer.Ordinal);

    public void Attach(SessionAttachment session) => _sessions[session.Id] = session;

    public void Detach(SessionAttachment session) => _sessions.TryRemove(KeyValuePair.Create(session.Id, session));

    [JsonRpcMethod("session/events", UseSingleObjectParameterDeserialization = true)]
    public void Events(JsonElement parameters)
    {
        if (SessionOf(parameters) is { } session && parameters.Member("events") is { ValueKind: JsonValueKind.Array } events)
        {
            session.Receive(this, events);
        }
    }

    [JsonRpcMethod("session/status", UseSingleObjectParameterDeserialization = true)]
    public void Status(JsonElement parameters) => SessionOf(parameters)?.Receive(this, EngineAnswer.Status(parameters.Member("status")));

    [JsonRpcMethod("session/typing", UseSingleObjectParameterDeserialization = true)]
    public void Typing(JsonElement parameters)
    {
        if (SessionOf(parameters) is { } session && parameters.Member("event") is { } typing)
        {
            session.ReceiveTyping(this, typing);
        }
    }

    [JsonRpcMethod("log", UseSingleObjectParameterDeserialization = true)]
    public void Log(JsonElement parameters) => log.Write(parameters);

    private SessionAttachment? SessionOf(JsonElement parameters) =>
        parameters.Text("session") is { } id && _sessions.TryGetValue(id, out var session) ? session : null;
}
