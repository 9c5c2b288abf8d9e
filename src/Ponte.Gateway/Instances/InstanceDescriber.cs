using System.Text.Json;

namespace Ponte.Gateway.Instances;

/// <summary>Writes instances as the API shows them (http-contract 5.1, 5.3, §9).</summary>
internal sealed class InstanceDescriber(IEnumerable<IInstanceSection> sections, IGrainFactory grains)
{
    /// <summary>An item of the list.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="token">Its token, or null to leave it out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Dictionary<string, object?>> DescribeAsync(Instance instance, string? token, CancellationToken cancellationToken)
    {
        var item = await StartAsync(instance, token);
        item["status"] = ((Dictionary<string, object?>)item["connection"]!)["state"];
        item["numberJid"] = null;
        item["profile"] = new { name = (string?)null, pictureUrl = (string?)null, isBusiness = false, businessName = (string?)null };
        foreach (var section in sections)
        {
            item[section.Name] = await section.DescribeAsync(instance, cancellationToken);
        }

        return item;
    }

    /// <summary>The new instance, after every block has acted on its fields of the body.</summary>
    public async Task<Dictionary<string, object?>> CreateAsync(Instance instance, string token, JsonElement body, CancellationToken cancellationToken)
    {
        var blocks = new Dictionary<string, object?>();
        foreach (var section in sections)
        {
            blocks[section.Name] = await section.CreateAsync(instance, body, cancellationToken);
        }

        var item = await StartAsync(instance, token);
        foreach (var (name, summary) in blocks)
        {
            item[name] = summary;
        }

        return item;
    }

    private async Task<Dictionary<string, object?>> StartAsync(Instance instance, string? token)
    {
        var state = (await grains.GetGrain<IInstanceGrain>(instance.Id).GetStateAsync()).ToText();
        var item = new Dictionary<string, object?> { ["id"] = instance.Id, ["name"] = instance.Name };
        if (token is not null)
        {
            item["token"] = token;
        }

        item["engine"] = instance.Engine;
        item["connection"] = new Dictionary<string, object?>
        {
            ["state"] = state,
            ["numberJid"] = null,
            ["presenceStatus"] = "unavailable",
            ["displayStatus"] = state,
        };
        return item;
    }
}
