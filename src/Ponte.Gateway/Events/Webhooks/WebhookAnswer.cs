using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Egress;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>What a receiver's answer means for the delivery (http-contract §9).</summary>
internal static class WebhookAnswer
{
    /// <summary>How long a delivery is tried, from when it was stored or last replayed.</summary>
    public static readonly TimeSpan TriedFor = TimeSpan.FromHours(24);

    /// <summary>A receiver that names a later time is asked then all the same.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>It answered.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="pause">What its <c>Retry-After</c> asks for.</param>
    /// <param name="row">The delivery.</param>
    /// <param name="now">The time.</param>
    public static DeliveryOutcome Of(HttpStatusCode status, TimeSpan? pause, Delivery row, DateTimeOffset now)
    {
        var number = (int)status;
        if (number is >= 200 and < 300)
        {
            return new DeliveryOutcome.Delivered();
        }

        var text = number.ToString(CultureInfo.InvariantCulture);
        if (status is not (HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or HttpStatusCode.TooManyRequests) && number < 500)
        {
            return new DeliveryOutcome.Failed(new DeliveryFailure("webhook_refused", $"The receiver answered HTTP {text}.", Certain: true));
        }

        var failure = new DeliveryFailure("webhook_failing", $"The receiver answered HTTP {text}.", Certain: number < 500);
        return Again(failure, row, now, pause is { } asked && asked > TimeSpan.Zero ? now + (asked < LongestPause ? asked : LongestPause) : null);
    }

    /// <summary>It did not answer.</summary>
    public static DeliveryOutcome Of(HttpRequestException exception, Delivery row, DateTimeOffset now)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is EgressRefusedException refused)
            {
                return new DeliveryOutcome.Failed(new DeliveryFailure("egress_refused", $"The receiver's address may not be called: {refused.Message}.", Certain: true));
            }
        }

        var (reason, certain) = exception switch
        {
            { HttpRequestError: HttpRequestError.NameResolutionError } => ("its host name has no address", true),
            { HttpRequestError: HttpRequestError.SecureConnectionError } => ("its certificate or TLS was not accepted", true),
            { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => ("its host name has no address", true),
            { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => ("connection refused", true),
            { HttpRequestError: HttpRequestError.ConnectionError } => ("no connection", true),
            _ => ("the connection broke", false),
        };
        return Again(new DeliveryFailure("webhook_unreachable", $"The receiver could not be reached: {reason}.", certain), row, now, null);
    }

    /// <summary>It took longer than an attempt may.</summary>
    public static DeliveryOutcome Late(TimeSpan limit, Delivery row, DateTimeOffset now) => Again(
        new DeliveryFailure("webhook_timeout", string.Create(CultureInfo.InvariantCulture, $"The receiver did not answer within {limit.TotalSeconds:0} s."), Certain: false),
        row,
        now,
        null);

    private static DeliveryOutcome Again(DeliveryFailure failure, Delivery row, DateTimeOffset now, DateTimeOffset? notBefore) =>
        now - (row.ReplayedAt ?? row.CreatedAt) >= TriedFor
            ? new DeliveryOutcome.Failed(failure with { Reason = failure.Reason + " It was tried for 24 hours." })
            : new DeliveryOutcome.RetryAt(failure, notBefore);
}
