using System.Globalization;
using Ponte.Gateway.Api;
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

    private static async Task<IResult> ListAsync(HttpContext context, LedgerDesk desk, LedgerStore ledger, TimeProvider time)
    {
        var (instance, stop) = (context.GetInstance(), context.RequestAborted);
        var problems = new List<string>();
        var query = LedgerQuery.Read(instance.Id, context.Request.Query, problems);
        if (problems.Count > 0)
        {
            return LedgerRefusal.InvalidQuery(problems);
        }

        var page = await desk.ListAsync(query.Filter, query.Chat, stop);
        var oldest = await ledger.OldestUndeliveredAsync(instance.Id, stop);
        return Results.Json(new
        {
            success = true,
            message = Counted(page.Rows.Count),
            deliveries = page.Rows.Select(DeliveryDescriber.Describe),
            nextCursor = page.Next is { } last ? LedgerCursor.Of(last) : null,
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

    private static async Task<IResult> ReplayAsync(HttpContext context, string id, LedgerDesk desk, LedgerStore ledger)
    {
        var instance = context.GetInstance();
        if (IdOf(id) is not { } number)
        {
            return LedgerRefusal.NotFound;
        }

        var decision = await desk.ReplayAsync(instance, number, context.RequestAborted);
        return decision.Outcome == LedgerOutcome.Done
            ? await AnswerAsync(ledger, instance, number, "Delivery waits to be delivered again")
            : LedgerRefusal.NotReplayed(decision, instance.Name);
    }

    private static async Task<IResult> ReplayAllAsync(HttpContext context, LedgerDesk desk, ChatSearch chats)
    {
        var instance = context.GetInstance();
        var (selection, problem) = await LaneBody.ReadAsync(context, chats);
        if (selection is null)
        {
            return problem!;
        }

        return await desk.ReplayAsync(instance, selection, context.RequestAborted) is { } replayed
            ? Results.Json(new { success = true, message = Counted(replayed), replayed })
            : LedgerRefusal.NoChatwoot(instance.Name);
    }

    private static async Task<IResult> DiscardAsync(HttpContext context, string id, LedgerDesk desk, LedgerStore ledger)
    {
        var instance = context.GetInstance();
        if (IdOf(id) is not { } number)
        {
            return LedgerRefusal.NotFound;
        }

        var decision = await desk.DiscardAsync(instance, number);
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
