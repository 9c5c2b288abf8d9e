using System.Text.Json;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances.Proxies;

/// <summary>The <c>proxy</c> block of an instance (http-contract 5.1, 5.6).</summary>
internal sealed class ProxySection(ProxyStore proxies) : IInstanceSection
{
    public string Name => "proxy";

    public async Task<object> CreateAsync(Instance instance, JsonElement body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body);
        if (fields.Flag("proxyEnabled") is not true)
        {
            return fields.Problems.Count == 0 ? InstanceProxy.None : SectionFailure.Of(InstanceProxy.None, fields.ProblemText);
        }

        var proxy = ProxyFields.Read(fields, static name => $"proxy{char.ToUpperInvariant(name[0])}{name[1..]}");
        if (fields.Problems.Count > 0)
        {
            return SectionFailure.Of(InstanceProxy.None, fields.ProblemText);
        }

        await proxies.SaveAsync(instance.Id, proxy, cancellationToken);
        return await proxies.FindAsync(instance.Id, cancellationToken);
    }

    public async Task<object> DescribeAsync(Instance instance, CancellationToken cancellationToken) =>
        await proxies.FindAsync(instance.Id, cancellationToken);

    public Task DeleteAsync(Instance instance, CancellationToken cancellationToken) => proxies.ClearAsync(instance.Id, cancellationToken);
}
