using System.Globalization;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Ledger;

/// <summary>A delivery as people see it: never its payload, so neither words nor tokens. Times are RFC 3339 in UTC.</summary>
internal static class DeliveryDescriber
{
    /// <summary>The fields of one delivery, in the order of the answer.</summary>
    public static Dictionary<string, object?> Describe(LedgerRow row) => new()
    {
        ["id"] = row.Id,
        ["chat"] = row.ChatId == 0 ? null : row.ChatId,
        ["chatJid"] = row.ChatJid,
        ["destination"] = row.Destination,
        ["kind"] = row.Kind,
        ["state"] = row.State,
        ["attempts"] = row.Attempts,
        ["targetId"] = row.TargetId,
        ["receivedAt"] = Time(row.ReceivedAt),
        ["storedAt"] = Time(row.CreatedAt),
        ["nextAttemptAt"] = row.State == DeliveryState.Pending ? Time(row.NextAttemptAt) : null,
        ["doneAt"] = row.State == DeliveryState.Done ? Time(row.UpdatedAt) : null,
        ["failedAt"] = row.State == DeliveryState.Failed ? Time(row.UpdatedAt) : null,
        ["discardedAt"] = row.State == DeliveryState.Discarded ? Time(row.UpdatedAt) : null,
        ["replayedAt"] = row.ReplayedAt is { } replayedAt ? Time(replayedAt) : null,
        ["failure"] = row.FailureCode is { } code ? new { code, reason = row.FailureReason, certain = row.Certain != 0 } : null,
        ["note"] = row.State == DeliveryState.Done ? row.FailureReason : null,
        ["waitsBehind"] = row.WaitsBehind,
    };

    /// <summary>What became of a delivery, from when the other side had it to now.</summary>
    public static IReadOnlyList<Dictionary<string, object?>> Events(LedgerRow row, IReadOnlyList<LedgerAttempt> attempts)
    {
        var later = attempts.Select(attempt => (At: attempt.FirstAt, Event: Attempt(attempt))).ToList();
        if (row.ReplayedAt is { } replayedAt)
        {
            later.Add((replayedAt, Event("replayed", replayedAt)));
        }

        // The last attempt may have been noted down a moment after the row had ended.
        Dictionary<string, object?>[] end = row.State == DeliveryState.Pending ? [] : [End(row)];
        return [Event("received", row.ReceivedAt), Event("stored", row.CreatedAt), .. later.OrderBy(happened => happened.At).Select(happened => happened.Event), .. end];
    }

    /// <summary>Unix milliseconds as RFC 3339.</summary>
    public static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static Dictionary<string, object?> Event(string what, long at) => new() { ["at"] = Time(at), ["what"] = what };

    private static Dictionary<string, object?> Attempt(LedgerAttempt attempt)
    {
        var happened = Event("attempt", attempt.FirstAt);
        happened["code"] = attempt.Code;
        happened["reason"] = attempt.Reason;
        happened["certain"] = attempt.Certain != 0;
        happened["times"] = attempt.Times;
        happened["lastAt"] = Time(attempt.LastAt);
        return happened;
    }

    private static Dictionary<string, object?> End(LedgerRow row)
    {
        var end = Event(row.State, row.UpdatedAt);
        if (row.State == DeliveryState.Failed)
        {
            end["code"] = row.FailureCode;
            end["certain"] = row.Certain != 0;
        }

        if (row.State is DeliveryState.Failed or DeliveryState.Done && row.FailureReason is { } reason)
        {
            end["reason"] = reason;
        }

        return end;
    }
}
