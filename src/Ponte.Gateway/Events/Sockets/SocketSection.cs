using System.Net.WebSockets;
using System.Text.Json;
using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Events.Sockets;

/// <summary>The <c>websocket</c> block of an instance (http-contract 5.1, 5.3).</summary>
internal sealed partial class SocketSection(SocketStore sockets, SocketHub hub, ILogger<SocketSection> logger) : IInstanceSection
{
    public string Name => "websocket";

    public async Task<object> CreateAsync(Instance instance, JsonElement body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body);
        var settings = SocketSettings.ReadInline(fields);
        if (fields.Problems.Count > 0)
        {
            LogSkipped(instance.Id, fields.ProblemText);
            return SectionFailure.Of(SocketSettings.Disabled, fields.ProblemText);
        }

        return settings is not null && await sockets.SaveAsync(instance.Id, settings, cancellationToken) ? settings : SocketSettings.Disabled;
    }

    public async Task<object> DescribeAsync(Instance instance, CancellationToken cancellationToken) =>
        await sockets.FindAsync(instance.Id, cancellationToken) ?? SocketSettings.Disabled;

    public Task DeleteAsync(Instance instance, CancellationToken cancellationToken)
    {
        hub.Close(instance.Id, WebSocketCloseStatus.NormalClosure, "The instance was deleted");
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "Instance {Instance} was created without its WebSocket: {Problems}")]
    private partial void LogSkipped(string instance, string problems);
}
