using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Where the files of an instance are kept (http-contract 5.7).</summary>
internal static class BucketEndpoints
{
    /// <summary>What the sentence of a bucket that does not take files follows.</summary>
    public const string NotStored = "S3 configuration not updated: ";

    public static void MapBucket(this RouteGroupBuilder group, string notFound)
    {
        group.MapPost("/s3/{instance}", ChangeAsync).RequireToken().RequireInstance(notFound)
            .FailsWith("Failed to update S3 configuration").DescribeChange();
        group.MapGet("/getS3/{instance}", GetAsync).RequireToken().RequireInstance(notFound)
            .FailsWith("Failed to get S3 configuration").DescribeGet();
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, BucketStore buckets, BucketChanges changes)
    {
        var instance = context.GetInstance();
        var fields = await context.Request.ReadJsonAsync();
        var enabled = fields.Flag("enabled");
        if (enabled is null && fields.Problems.Count == 0)
        {
            fields.Report("enabled is required");
        }

        var bucket = enabled is true ? BucketFields.Read(fields, static name => name) : null;
        if (fields.Problems.Count > 0)
        {
            return ApiError.InvalidBody(fields);
        }

        if (bucket is null)
        {
            await changes.ClearAsync(instance.Id, context.RequestAborted);
        }
        else if (await changes.SaveAsync(instance.Id, bucket, context.RequestAborted) is { } problem)
        {
            return ApiError.BadRequest(NotStored + problem);
        }

        return Results.Json(new { success = true, message = "S3 configuration updated", s3 = await buckets.FindAsync(instance.Id, context.RequestAborted) });
    }

    private static async Task<IResult> GetAsync(HttpContext context, BucketStore buckets)
    {
        var bucket = await buckets.FindAsync(context.GetInstance().Id, context.RequestAborted);
        return Results.Json(new
        {
            success = true,
            s3 = new { bucket.Enabled, bucket.Region, bucket.Bucket, bucket.AccessKey, secretKey = (string?)null, bucket.Endpoint, bucket.PathPrefix },
        });
    }
}
