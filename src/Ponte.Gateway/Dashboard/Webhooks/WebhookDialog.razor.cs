using System.Text.Json;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Ponte.Gateway.Api;
using Ponte.Gateway.Events.Webhooks;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Dashboard.Webhooks;

/// <summary>Adds a webhook or changes one; it is read and stored as the API's own body is (http-contract 6.1).</summary>
public sealed partial class WebhookDialog
{
    private readonly HashSet<string> _events = new(StringComparer.Ordinal);
    private string _label = "";
    private string _url = "";
    private string _authorization = "";
    private string _secret = "";
    private bool _enabled = true;
    private bool _byEvents;
    private bool _mediaBase64;
    private string? _problem;

    /// <summary>The instance's name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>Which one to change; null: a new one.</summary>
    [Parameter]
    public string? Label { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private OwnInstances Own { get; set; } = default!;

    [Inject]
    private WebhookStore Stored { get; set; } = default!;

    [Inject]
    private WebhookChanges Changes { get; set; } = default!;

    [Inject]
    private SecretBox Secrets { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Label is null || await FindAsync() is not { } webhook)
        {
            return;
        }

        (_label, _enabled, _url, _byEvents, _mediaBase64) = (webhook.Label, webhook.Enabled, webhook.Url, webhook.ByEvents, webhook.MediaBase64);
        _authorization = Open(webhook, webhook.SealedAuthorization, "authorization");
        _secret = Open(webhook, webhook.SealedSecret, "secret");
        _events.UnionWith(webhook.Events);
    }

    private async Task<Webhook?> FindAsync() =>
        await Own.FindAsync(Name) is { } instance
            ? (await Stored.ReadAsync(instance.Id, CancellationToken.None)).FirstOrDefault(webhook => webhook.Label == Label)
            : null;

    private string Open(Webhook webhook, string? box, string column) =>
        box is null ? "" : Secrets.Open(box, Webhook.Context(webhook.InstanceId, webhook.Label, column));

    private void Choose(string name, bool on) => _ = on ? _events.Add(name) : _events.Remove(name);

    private async Task SaveAsync()
    {
        var fields = new JsonFields(JsonSerializer.SerializeToElement(new
        {
            label = _label.Trim(), enabled = _enabled, url = _url, authorization = _authorization, secret = _secret, byEvents = _byEvents, events = _events, mediaBase64 = _mediaBase64,
        }));
        var settings = WebhookSettings.Read(fields);
        _problem = fields.Problems.Count == 0 ? null : fields.Problems[0].StartsWith("url", StringComparison.Ordinal) ? T["Webhook.BadUrl"].Value : fields.Problems[0];
        if (_problem is not null || await Own.FindAsync(Name) is not { } instance)
        {
            return;
        }

        var (_, outcome) = await Changes.SaveAsync(instance.Id, settings);
        if (outcome == WebhookSaved.Done)
        {
            Dialog.Close();
            return;
        }

        _problem = T[outcome == WebhookSaved.TooManyEnabled ? "Webhook.TooManyEnabled" : "Webhook.TooMany", outcome == WebhookSaved.TooManyEnabled ? WebhookStore.MaxEnabled : WebhookStore.MaxKept];
    }
}
