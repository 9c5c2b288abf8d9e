using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.Control;

/// <summary>The control API under <c>/_fake</c>, in snake case.</summary>
internal static class ControlEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void MapControl(this IEndpointRouteBuilder routes, FakeChatwootControl control)
    {
        var fake = routes.MapGroup("/_fake");
        fake.MapPost("/reset", () => Done(control.Reset));
        fake.MapPost("/seed", (JsonObject body) => Done(() => control.Seed(Number(body, "seed"))));
        fake.MapPost("/cable", (JsonObject body) => Try(() =>
        {
            control.Cable(body["action"]?.ToString() ?? "");
            return Results.Json(new { control.CableConnections, control.CableSubscriptions }, Json);
        }));
        fake.MapGet("/cable", () => Results.Json(new { control.CableConnections, control.CableSubscriptions }, Json));
        MapFaults(fake.MapGroup("/faults"), control);
        MapState(fake, control);
        MapSwitches(fake, control);
    }

    private static void MapFaults(RouteGroupBuilder faults, FakeChatwootControl control)
    {
        faults.MapPost("", (JsonObject body) => Try(() => Results.Json(new { id = control.AddFault(body.Deserialize<FaultRule>(Json)!) }, Json)));
        faults.MapGet("", () => Results.Json(new { faults = control.Faults }, Json));
        faults.MapDelete("", () => Done(control.ClearFaults));
        faults.MapDelete("/{id}", (string id) => Found(control.RemoveFault(id)));
        faults.MapPost("/{id}/release", (string id) => Found(control.ReleaseFault(id)));
    }

    private static void MapState(RouteGroupBuilder fake, FakeChatwootControl control)
    {
        fake.MapGet("/messages", (int? inbox_id, long? after, int? limit) =>
            Results.Json(new { messages = control.Messages(inbox_id, after ?? 0, limit ?? int.MaxValue) }, Json));
        fake.MapGet("/conversations", () => Results.Json(new { conversations = control.Conversations() }, Json));
        fake.MapGet("/contacts", () => Results.Json(new { contacts = control.Contacts() }, Json));
        fake.MapGet("/inboxes", () => Results.Json(new { inboxes = control.Inboxes() }, Json));
        fake.MapGet("/requests", () => Results.Json(new { totals = control.RequestTotals, requests = control.Requests }, Json));
        fake.MapDelete("/requests", () => Done(control.ClearRequests));
    }

    private static void MapSwitches(RouteGroupBuilder fake, FakeChatwootControl control)
    {
        fake.MapGet("/settings", () => Results.Json(control.Settings, Json));
        fake.MapPost("/settings", (JsonObject body) => Try(() =>
        {
            control.Settings = Merge(control.Settings, body);
            return Results.Json(control.Settings, Json);
        }));
        fake.MapPost("/accounts/{id:int}", (int id, JsonObject body) => Found(control.SetSuspended(id, body["suspended"]?.GetValue<bool>() ?? false)));
        fake.MapPost("/users/{id:int}", (int id, JsonObject body) => Try(() => ChangeUser(control, id, body)));
    }

    // { "role"?: "agent" | "administrator" | null, "account_id"?, "rotate_token"?: true | "new token", "rotate_pubsub_token"?: true }
    private static IResult ChangeUser(FakeChatwootControl control, int id, JsonObject body)
    {
        var known = true;
        if (body.ContainsKey("role"))
        {
            known = control.SetRole(id, body["role"]?.ToString(), body["account_id"]?.GetValue<int>() ?? FakeChatwootSeed.AccountId);
        }

        string? token = null;
        if (body["rotate_token"] is { } wish)
        {
            token = control.RotateToken(id, wish.GetValueKind() == JsonValueKind.String ? wish.ToString() : null);
            known &= token is not null;
        }

        var pubsubToken = body.ContainsKey("rotate_pubsub_token") ? control.RotatePubsubToken(id) : null;
        return known ? Results.Json(new { id, token, pubsubToken }, Json) : Results.NotFound();
    }

    private static FakeSettings Merge(FakeSettings settings, JsonObject changes)
    {
        var merged = JsonSerializer.SerializeToNode(settings, Json)!.AsObject();
        foreach (var (key, value) in changes)
        {
            if (!merged.ContainsKey(key))
            {
                throw new ArgumentException($"There is no setting '{key}'; there are {string.Join(", ", merged.Select(static entry => entry.Key))}.");
            }

            merged[key] = value?.DeepClone();
        }

        return merged.Deserialize<FakeSettings>(Json)!;
    }

    private static int Number(JsonObject body, string name) => body[name]?.GetValue<int>() ?? 0;

    private static IResult Found(bool found) => found ? Results.Json(new { ok = true }) : Results.NotFound();

    private static IResult Done(Action work)
    {
        work();
        return Results.Json(new { ok = true });
    }

    private static IResult Try(Func<IResult> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is ArgumentException or JsonException or InvalidOperationException or FormatException)
        {
            return Results.BadRequest(new { error = error.Message });
        }
    }
}
