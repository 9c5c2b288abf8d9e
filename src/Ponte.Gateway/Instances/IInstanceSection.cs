using System.Text.Json;

namespace Ponte.Gateway.Instances;

/// <summary>
/// One configuration block of an instance (<c>chatwoot</c>, <c>webhook</c>, <c>settings</c>, …): a key of every item of the instance list,
/// and optional fields of <c>POST /api/instance/new</c> (http-contract 5.1). A block's failure never aborts the creation.
/// </summary>
internal interface IInstanceSection
{
    /// <summary>The key in the instance object.</summary>
    string Name { get; }

    /// <summary>Acts on this block's fields of the creation body and answers the block's summary. Does not throw for trouble with the block.</summary>
    Task<object> CreateAsync(Instance instance, JsonElement body, CancellationToken cancellationToken);

    /// <summary>The block's summary as it stands.</summary>
    Task<object> DescribeAsync(Instance instance, CancellationToken cancellationToken);

    /// <summary>Stops and removes what belongs to the block, before the instance's rows go.</summary>
    Task DeleteAsync(Instance instance, CancellationToken cancellationToken);
}
