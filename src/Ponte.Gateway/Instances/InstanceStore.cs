namespace Ponte.Gateway.Instances;

internal sealed class InstanceStore
{
    public Task<Instance?> FindByIdAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException(id + cancellationToken);

    public Task<IReadOnlyList<string>> ListIdsAsync(CancellationToken cancellationToken) => throw new NotSupportedException("" + cancellationToken);
}
