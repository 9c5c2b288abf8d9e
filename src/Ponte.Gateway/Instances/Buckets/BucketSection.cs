using System.Text.Json;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>The <c>s3</c> block of an instance (http-contract 5.1, 5.7).</summary>
internal sealed class BucketSection(BucketStore buckets, BucketChanges changes) : IInstanceSection
{
    public string Name => "s3";

    public async Task<object> CreateAsync(Instance instance, JsonElement body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body);
        if (fields.Flag("s3Enabled") is not true)
        {
            return fields.Problems.Count == 0 ? BucketView.None : SectionFailure.Of(BucketView.None, fields.ProblemText);
        }

        var bucket = BucketFields.Read(fields, static name => $"s3{char.ToUpperInvariant(name[0])}{name[1..]}");
        var problem = fields.Problems.Count > 0 ? fields.ProblemText : await changes.SaveAsync(instance.Id, bucket, cancellationToken);
        return problem is null ? await buckets.FindAsync(instance.Id, cancellationToken) : SectionFailure.Of(BucketView.None, problem);
    }

    public async Task<object> DescribeAsync(Instance instance, CancellationToken cancellationToken) => await buckets.FindAsync(instance.Id, cancellationToken);

    public Task DeleteAsync(Instance instance, CancellationToken cancellationToken) => changes.ClearAsync(instance.Id, cancellationToken);
}
