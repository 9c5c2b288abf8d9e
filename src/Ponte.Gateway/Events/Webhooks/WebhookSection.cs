using System.Text.Json;
using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>The <c>webhook</c> block of an instance: the one with the label <c>default</c> (http-contract 5.1).</summary>
internal sealed partial class WebhookSection(WebhookStore webhooks, WebhookChanges changes, ILogger<WebhookSection> logger) : IInstanceSection
{
    public string Name => "webhook";

    public async Task<object> CreateAsync(Instance instance, JsonElement body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body);
        var settings = WebhookSettings.ReadInline(fields);
        if (fields.Problems.Count > 0)
        {
            LogSkipped(instance.Id, fields.ProblemText);
            return SectionFailure.Of(WebhookView.BlockOf(null), fields.ProblemText);
        }

        return WebhookView.BlockOf(settings is null ? null : (await changes.SaveAsync(instance.Id, settings)).Webhook);
    }

    public async Task<object> DescribeAsync(Instance instance, CancellationToken cancellationToken) =>
        WebhookView.BlockOf((await webhooks.FindAsync(instance.Id, cancellationToken)).FirstOrDefault(webhook => webhook.Label == Webhook.DefaultLabel));

    public Task DeleteAsync(Instance instance, CancellationToken cancellationToken)
    {
        webhooks.Forget(instance.Id);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "Instance {Instance} was created without its webhook: {Problems}")]
    private partial void LogSkipped(string instance, string problems);
}
