using System.Globalization;
using Ponte.Gateway.Api;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Ledger;

/// <summary><c>/api/deliveries/…</c>: what became of every message, and what to do about those that failed or wait.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedger(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/deliveries").WithTags("Deliveries").RequireToken().RequireInstance("Instance not found");
        group.MapGet("/{instance}", ListAsync).DescribeList();
        group.MapGet("/{instance}/{id}", GetAsync).DescribeGet();
        group.MapPost("/{instance}/{id}/replay", ReplayAsync).DescribeReplay();
        group.MapPost("/{instance}/replay", ReplayAllAsync).DescribeReplayAll();
        group.MapPost("/{instance}/{id}/discard", DiscardAsync).DescribeDiscard();
        group.MapPost("/{instance}/discard", DiscardAllAsync).DescribeDiscardAll();
    }

    private static async Task<IResult> ListAsync(HttpContext context, LedgerStore ledger, ChatSearch chats, IntegrationStore integrations, TimeProvider time)
    {
        var (instance, stop) = (context.GetInstance(), context.RequestAborted);
        var problems = new List<string>();
        var query = LedgerQuery.Read(instance.Id, context.Request.Query, problems);
        if (problems.Count > 0)
        {
            return LedgerRefusal.InvalidQuery(problems);
        }

        var known = query.Chat is { } chat ? await chats.FindAsync(instance.Id, chat, stop) : null;
        var integration = query.Filter.MessageId is null ? null : await integrations.FindActiveAsync(instance.Id, stop);
        var filter = query.Filter with { Chats = known, IntegrationId = integration?.Id, Limit = query.Filter.Limit + 1 };
        var rows = await ledger.ListAsync(filter, stop);
        var page = rows.Take(query.Filter.Limit).ToList();
        var oldest = await ledger.OldestUndeliveredAsync(instance.Id, stop);
        return Results.Json(new
        {
            success = true,
            message = Counted(page.Count),
            deliveries = page.Select(DeliveryDescriber.Describe),
            nextCursor = rows.Count > page.Count ? LedgerCursor.Of(page[^1].Id) : null,
            oldestUndeliveredSeconds = oldest is { } since ? (long?)Math.Max(0, (long)(time.GetUtcNow() - since).TotalSeconds) : null,
            oldestUndeliveredAt = oldest is { } at ? DeliveryDescriber.Time(at.ToUnixTimeMilliseconds()) : null,
        });
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, LedgerStore ledger, DeliverySides sides)
    {
        var stop = context.RequestAborted;
        if (IdOf(id) is not { } number || await ledger.FindAsync(context.GetInstance().Id, number, stop) is not { } row)
        {
            return LedgerRefusal.NotFound;
        }

        var delivery = DeliveryDescriber.Describe(row);
        delivery["events"] = DeliveryDescriber.Events(row, await ledger.AttemptsAsync(row.Id, stop));
        (delivery["whatsapp"], delivery["chatwoot"]) = await sides.FindAsync(row, stop);
        return Results.Json(new { success = true, message = "Delivery found", delivery });
    }

    private static async Task<IResult> ReplayAsync(HttpContext context, string id, LedgerStore ledger, ReplayStore replays, IntegrationStore integrations)
    {
        var (instance, stop) = (context.GetInstance(), context.RequestAborted);
        if (IdOf(id) is not { } number || await ledger.FindAsync(instance.Id, number, stop) is not { } row)
        {
            return LedgerRefusal.NotFound;
        }

        if (row.State == DeliveryState.Failed && LedgerNames.IsChatwoot(row.Destination) && await integrations.FindActiveAsync(instance.Id, stop) is null)
        {
            return LedgerRefusal.NoChatwoot(instance.Name);
        }

        var decision = await replays.ReplayAsync(instance.Id, number, CancellationToken.None);
        return decision.Outcome == LedgerOutcome.Done
            ? await AnswerAsync(ledger, instance, number, "Delivery waits to be delivered again")
            : LedgerRefusal.NotReplayed(decision);
    }

    private static async Task<IResult> ReplayAllAsync(HttpContext context, ReplayStore replays, ChatSearch chats, IntegrationStore integrations)
    {
        var instance = context.GetInstance();
        var (selection, problem) = await LaneBody.ReadAsync(context, chats);
        if (selection is null)
        {
            return problem!;
        }

        if (LedgerNames.IsChatwoot(selection.Destination) && await integrations.FindActiveAsync(instance.Id, context.RequestAborted) is null)
        {
            return LedgerRefusal.NoChatwoot(instance.Name);
        }

        var replayed = await replays.ReplayAsync(selection, CancellationToken.None);
        return Results.Json(new { success = true, message = Counted(replayed), replayed });
    }

    private static async Task<IResult> DiscardAsync(HttpContext context, string id, LedgerStore ledger, DiscardStore discards)
    {
        var instance = context.GetInstance();
        if (IdOf(id) is not { } number)
        {
            return LedgerRefusal.NotFound;
        }

        var decision = await discards.DiscardAsync(instance.Id, number, DiscardTick.Of, CancellationToken.None);
        return decision.Outcome == LedgerOutcome.Done ? await AnswerAsync(ledger, instance, number, "Delivery discarded") : LedgerRefusal.NotDiscarded(decision);
    }

    private static async Task<IResult> DiscardAllAsync(HttpContext context, DiscardStore discards, ChatSearch chats)
    {
        var (selection, problem) = await LaneBody.ReadAsync(context, chats);
        if (selection is null)
        {
            return problem!;
        }

        var discarded = await discards.DiscardAsync(selection, DiscardTick.Of, CancellationToken.None);
        return Results.Json(new { success = true, message = Counted(discarded), discarded });
    }

    private static async Task<IResult> AnswerAsync(LedgerStore ledger, Instance instance, long id, string message) =>
        await ledger.FindAsync(instance.Id, id, CancellationToken.None) is { } row
            ? Results.Json(new { success = true, message, delivery = DeliveryDescriber.Describe(row) })
            : LedgerRefusal.NotFound;

    private static string Counted(int count) => count == 1 ? "1 delivery" : string.Create(CultureInfo.InvariantCulture, $"{count} deliveries");

    private static long? IdOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
