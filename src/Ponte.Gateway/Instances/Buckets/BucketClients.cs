using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>
/// Makes clients of the S3 library that know nothing but a bucket's row: no credentials, endpoints or other settings of this machine's environment, files or cloud.
/// </summary>
internal sealed class BucketClients(BucketHttp http, TimeProvider time)
{
    private const string Key = "object";

    /// <summary>A client; the caller disposes of it.</summary>
    public AmazonS3Client Create(Bucket bucket) => new(new BasicAWSCredentials(bucket.AccessKey, bucket.SecretKey), ConfigurationOf(bucket));

    /// <summary>The address of a bucket's objects, up to their key: under the bucket's own host name at AWS, under its path elsewhere.</summary>
    /// <exception cref="AmazonClientException">There cannot be such an address.</exception>
    public string BaseUrlOf(Bucket bucket)
    {
        // The library tells addresses of objects only with a signature behind them.
        using var client = Create(bucket);
        var signed = new Uri(client.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = bucket.Name,
            Key = Key,
            Protocol = bucket.Endpoint.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? Protocol.HTTP : Protocol.HTTPS,
            Expires = time.GetUtcNow().UtcDateTime.AddHours(1),
        }));
        return signed.GetLeftPart(UriPartial.Path)[..^Key.Length];
    }

    private AmazonS3Config ConfigurationOf(Bucket bucket)
    {
        var configuration = new AmazonS3Config
        {
            HttpClientFactory = http,
            MaxErrorRetry = 0,
            RetryMode = RequestRetryMode.Standard,
            DefaultConfigurationMode = DefaultConfigurationMode.Standard,
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            AllowAutoRedirect = false,
            IgnoreConfiguredEndpointUrls = true,
            UseDualstackEndpoint = false,
            UseFIPSEndpoint = false,
            UseArnRegion = false,
            DisableMultiregionAccessPoints = true,
            USEast1RegionalEndpointValue = S3UsEast1RegionalEndpointValue.Regional,
            DisableS3ExpressSessionAuth = true,
            DisableLogging = true,

            // What came to S3 later is not understood by everything that speaks S3; the signature covers the content.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (bucket.Endpoint.Length == 0)
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(bucket.Region);
            return configuration;
        }

        configuration.ServiceURL = bucket.Endpoint;
        configuration.AuthenticationRegion = bucket.Region;
        configuration.ForcePathStyle = true;
        return configuration;
    }
}
