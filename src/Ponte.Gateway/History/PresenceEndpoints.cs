using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Messages;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.History;

/// <summary><c>/api/chat/…</c>: what this number lets people see, that it read a message and that it writes.</summary>
internal static class PresenceEndpoints
{
    private const int MaxSeconds = 60;

    public static void MapPresence(this RouteGroupBuilder group)
    {
        group.MapPost("/markRead/{instance}", MarkReadAsync).DescribeMarkRead();
        group.MapPost("/presence/{instance}", PresenceAsync).DescribePresence();
    }

    private static async Task<IResult> MarkReadAsync(HttpContext context, MessageStore messages, ChatNames names, IGrainFactory grains)
    {
        var (body, problem) = MarkReadBody.Read(await context.Request.ReadJsonAsync());
        if (body is null)
        {
            return problem!;
        }

        var (instance, stop) = (context.GetInstance(), context.RequestAborted);
        var chat = await names.UsedAsync(instance.Id, body.Number, stop);
        if (!await TryMarkReadAsync(grains.GetGrain<IInstanceGrain>(instance.Id), chat, body))
        {
            return HistoryRefusal.NotConnected;
        }

        await messages.MarkReadAsync(instance.Id, body.Id.Value, CancellationToken.None);
        return Results.Json(new { success = true, message = "Message marked as read successfully", message_id = body.Id.Value, chat_jid = chat.Value });
    }

    private static async Task<IResult> PresenceAsync(HttpContext context, ShownTyping typing, ChatNames names, IGrainFactory grains)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (number, state, duration) = (NumberField.Text(fields), fields.Text("state"), fields.Integer("duration", min: 0) ?? 0);
        var (given, problem) = NumberField.Read(fields, number);
        if (given is not { } known)
        {
            return problem!;
        }

        if (string.IsNullOrWhiteSpace(state))
        {
            return ApiError.BadRequest(HistoryRefusal.StateText);
        }

        if (StateOf(state.Trim()) is not { } shown)
        {
            return ApiError.BadRequest(HistoryRefusal.BadStateText);
        }

        var (instance, stop) = (context.GetInstance(), context.RequestAborted);
        if (await grains.GetGrain<IInstanceGrain>(instance.Id).GetStateAsync() != SessionState.Connected)
        {
            return HistoryRefusal.NotConnected;
        }

        var chat = await names.UsedAsync(instance.Id, known, stop);
        var seconds = Math.Min(duration, MaxSeconds);
        await typing.ShowAsync(instance.Id, chat, shown.State, TimeSpan.FromSeconds(seconds));
        return Results.Json(new { success = true, message = "Presence updated successfully", chat_jid = chat.Value, state = shown.Name, duration = seconds });
    }

    private static (TypingState State, string Name)? StateOf(string text) => text.ToUpperInvariant() switch
    {
        "TYPING" => (TypingState.Composing, "typing"),
        "RECORDING" => (TypingState.Recording, "recording"),
        "PAUSE" or "PAUSED" => (TypingState.Paused, "paused"),
        _ => null,
    };

    private static async Task<bool> TryMarkReadAsync(IInstanceGrain instance, ChatId chat, MarkReadBody body)
    {
        try
        {
            return await instance.GetStateAsync() == SessionState.Connected && await instance.MarkReadAsync(chat.Value, [body.Id.Value], [body.Participant?.Value]);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
