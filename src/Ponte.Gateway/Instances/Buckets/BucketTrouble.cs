using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Ponte.Gateway.Egress;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Why a bucket did not take an object.</summary>
/// <param name="Code">A stable code, which begins with <see cref="Prefix"/>.</param>
/// <param name="Sentence">One sentence for a person; no keys.</param>
/// <param name="IsOutage">It may pass by itself; else somebody has to do something.</param>
internal sealed record BucketTrouble(string Code, string Sentence, bool IsOutage = false)
{
    /// <summary>How every code begins.</summary>
    public const string Prefix = "s3_";

    /// <summary>It took longer than it may.</summary>
    public static BucketTrouble Late { get; } = new("s3_timeout", "The storage took too long.", IsOutage: true);

    /// <summary>What answered speaks something else.</summary>
    public static BucketTrouble NoStorage { get; } = new("s3_not_there", "There is no S3 storage at this address.");

    private static readonly BucketTrouble WrongRegion = new("s3_wrong_region", "The bucket is in another region, or at another address.");

    /// <summary>What the library threw; null for what is no trouble of the storage.</summary>
    public static BucketTrouble? Of(Exception exception, Bucket bucket)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is EgressRefusedException refused)
            {
                return new BucketTrouble("s3_address_refused", $"The storage's address may not be called: {refused.Message}.");
            }
        }

        return exception switch
        {
            HttpRequestException { StatusCode: not null } => WrongRegion,
            HttpRequestException or IOException => Unreachable(exception),
            AmazonServiceException { InnerException: HttpRequestException { StatusCode: not null } } => WrongRegion,
            AmazonServiceException { StatusCode: 0 } service => Unreachable(service.InnerException ?? service),
            AmazonServiceException service => Of(service, bucket),
            AmazonClientException => NoStorage,
            _ => null,
        };
    }

    private static BucketTrouble Of(AmazonServiceException answer, Bucket bucket) => answer.ErrorCode switch
    {
        "NoSuchBucket" => new("s3_no_bucket", $"The bucket {bucket.Name} does not exist."),
        "InvalidAccessKeyId" => new("s3_wrong_key", "The storage does not know the access key."),
        "SignatureDoesNotMatch" => new("s3_wrong_key", "The secret key does not belong to the access key."),
        "AuthorizationHeaderMalformed" or "PermanentRedirect" or "IllegalLocationConstraintException" => WrongRegion,
        "RequestTimeTooSkewed" => new("s3_clock", "The storage says that this server's clock is wrong.", IsOutage: true),
        _ => Of(answer.StatusCode, answer.ErrorCode),
    };

    private static BucketTrouble Of(HttpStatusCode status, string? code)
    {
        var said = "HTTP " + ((int)status).ToString(CultureInfo.InvariantCulture);
        if (code is { Length: > 0 and <= 64 } && code.All(char.IsAsciiLetter))
        {
            said += $" ({code})";
        }

        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new("s3_denied", $"The storage does not let this key write into the bucket: {said}."),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => NoStorage,
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new("s3_failing", $"The storage answered {said}.", IsOutage: true),
            _ => new("s3_refused", $"The storage refused the file: {said}."),
        };
    }

    private static BucketTrouble Unreachable(Exception exception)
    {
        var reason = exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
                or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => "its host name has no address",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "its certificate or TLS was not accepted",
            { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "connection refused",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
            _ => "the connection broke",
        };
        return new("s3_unreachable", $"The storage could not be reached: {reason}.", IsOutage: true);
    }
}
