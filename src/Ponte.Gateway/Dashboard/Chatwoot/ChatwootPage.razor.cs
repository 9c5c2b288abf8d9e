using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Bridge.Activation;
using Ponte.Gateway.Bridge.Preflight;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Dashboard.Chatwoot;

/// <summary>Connects an instance to Chatwoot, step by step, and shows how the connection stands.</summary>
public sealed partial class ChatwootPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly List<PreflightStep> _steps = [];
    private ChatwootForm _form = new();
    private Integration? _integration;
    private string _status = "";
    private string? _problem;
    private bool _isRead;
    private bool _isEditing;
    private bool _isBusy;
    private bool _isDone;

    /// <summary>The instance's name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private OwnInstances Own { get; set; } = default!;

    [Inject]
    private ChatwootPreflight Preflight { get; set; } = default!;

    [Inject]
    private ChatwootActivation Activation { get; set; } = default!;

    [Inject]
    private IntegrationStore Integrations { get; set; } = default!;

    [Inject]
    private IntegrationStatus Status { get; set; } = default!;

    [Inject]
    private SecretBox Secrets { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var instance = await Own.FindAsync(Name);
        _integration = instance is null ? null : await Integrations.FindActiveAsync(instance.Id, CancellationToken.None);
        _status = _integration is { } integration ? await Status.OfAsync(integration) : "";
        _isRead = instance is not null;
    }

    private void SetUrl(string url)
    {
        _form.Url = url;
        _form.Tidy();
    }

    private void Edit()
    {
        var (active, flags) = (_integration!, _integration!.Flags);
        _form = new ChatwootForm
        {
            Url = active.BaseUrl,
            Account = active.AccountId.ToString(CultureInfo.InvariantCulture),
            InboxName = active.InboxName,
            SignMessages = flags.SignMessages,
            IgnoreGroups = flags.IgnoreGroups,
            StartAsPending = flags.StartAsPending,
            ReopenResolved = flags.ReopenResolved,
        };
        (_isEditing, _isDone, _problem) = (true, false, null);
        _steps.Clear();
    }

    private async Task ActivateAsync()
    {
        if (await RequestAsync() is { } asked)
        {
            await ShowAsync(Preflight.ActivateAsync(asked.Instance, asked.Request, _gone.Token));
            await ReadAsync();
            _isDone = _steps.Any(step => step.Code == PreflightCode.Inbox && step.Outcome is PreflightOutcome.Passed);
            _isEditing &= !_isDone;
        }
    }

    private async Task LookAsync()
    {
        if (await RequestAsync() is { } asked)
        {
            await ShowAsync(Preflight.LookAsync(asked.Request, _gone.Token));
        }
    }

    private async Task CheckAsync(Integration integration)
    {
        if (await Own.FindAsync(Name) is { } instance && instance.Id == integration.InstanceId)
        {
            await ShowAsync(Preflight.CheckAsync(integration, withRoundTrip: true, _gone.Token));
        }
    }

    // The token that is stored stays when none is typed.
    private async Task<(Instance Instance, ActivationRequest Request)?> RequestAsync()
    {
        _form.Tidy();
        if (await Own.FindAsync(Name) is not { } instance)
        {
            return null;
        }

        var stored = _integration is { } active && active.BaseUrl == _form.Url ? Secrets.Open(active.SealedToken, active.TokenContext) : null;
        var fields = _form.ToFields(stored);
        var request = ActivationFields.Read(fields, instance, inline: false);
        _problem = fields.Problems.Count == 0 ? null : Say(fields.Problems[0]);
        return fields.Problems.Count == 0 ? (instance, request) : null;
    }

    private string Say(string problem) => problem.Split(' ')[0] switch
    {
        "chatwootBaseUrl" => T["Chatwoot.BadUrl"],
        "chatwootAccountId" => T["Chatwoot.BadAccount"],
        "chatwootApiToken" => T["Chatwoot.BadToken"],
        _ => problem,
    };

    private async Task ShowAsync(IAsyncEnumerable<PreflightStep> steps)
    {
        (_isBusy, _isDone) = (true, false);
        _steps.Clear();
        try
        {
            await foreach (var step in steps)
            {
                _steps.RemoveAll(shown => shown.Code == step.Code);
                _steps.Add(step);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task DisconnectAsync()
    {
        if (await Dialogs.ShowMessageBoxAsync(T["Chatwoot.Disconnect"], T["Chatwoot.DisconnectWhat"], T["Chatwoot.Disconnect"], cancelText: T["Cancel"]) == true
            && await Own.FindAsync(Name) is { } instance)
        {
            await Activation.RemoveAsync(instance, CancellationToken.None);
            _steps.Clear();
            _isDone = false;
            await ReadAsync();
        }
    }
}
