namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Takes answers of a storage that anybody may have typed: small ones only, and no redirect, which the S3 library would follow by itself.</summary>
internal sealed class BucketAnswers : DelegatingHandler
{
    // An error in XML has a few hundred bytes.
    private const long Largest = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if ((int)response.StatusCode is >= 300 and < 400)
            {
                throw new HttpRequestException("The storage redirects.", null, response.StatusCode);
            }

            await response.Content.LoadIntoBufferAsync(Largest, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
