using System.Text.Json;
using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Connections;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Instances;

/// <summary>Writes instances as the API shows them (http-contract 5.1, 5.3, §9).</summary>
internal sealed class InstanceDescriber(IEnumerable<IInstanceSection> sections, InstanceSettingsStore settings, IGrainFactory grains)
{
    /// <summary>An item of the list.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="token">Its token, or null to leave it out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Dictionary<string, object?>> DescribeAsync(Instance instance, string? token, CancellationToken cancellationToken)
    {
        var (item, connection) = await StartAsync(instance, token, cancellationToken);
        item["status"] = connection.State.ToText();
        item["numberJid"] = connection.Self;
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

        var (item, _) = await StartAsync(instance, token, cancellationToken);
        foreach (var (name, summary) in blocks)
        {
            item[name] = summary;
        }

        return item;
    }

    private async Task<(Dictionary<string, object?> Item, InstanceConnection Connection)> StartAsync(
        Instance instance, string? token, CancellationToken cancellationToken)
    {
        var connection = await grains.GetGrain<IInstanceGrain>(instance.Id).GetConnectionAsync();
        var isOnline = connection.State == SessionState.Connected && (await settings.FindAsync(instance.Id, cancellationToken)).KeepOnlineStatus;
        var item = new Dictionary<string, object?> { ["id"] = instance.Id, ["name"] = instance.Name };
        if (token is not null)
        {
            item["token"] = token;
        }

        item["engine"] = instance.Engine;
        item["connection"] = new
        {
            state = connection.State.ToText(),
            numberJid = connection.Self,
            presenceStatus = isOnline ? "available" : "unavailable",
            displayStatus = connection.State.ToDisplay(),
            since = connection.Since.UtcDateTime,
            cause = connection.Cause is { } cause ? new { code = cause.Code, message = cause.Sentence, remedy = cause.Remedy } : null,
        };
        return (item, connection);
    }
}
