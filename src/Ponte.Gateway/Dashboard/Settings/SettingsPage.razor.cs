using Microsoft.AspNetCore.Components;
using MudBlazor;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Instances.Behaviour;

namespace Ponte.Gateway.Dashboard.Settings;

/// <summary>How an instance behaves, and the proxy it connects through (http-contract 5.5, 5.6).</summary>
public sealed partial class SettingsPage
{
    private static readonly InstanceSettingsChange None = new(null, null, null, null, null, null, null);

    private InstanceSettings? _settings;
    private string _rejectMessage = "";

    /// <summary>The instance's name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private OwnInstances Own { get; set; } = default!;

    [Inject]
    private InstanceSettingsStore Stored { get; set; } = default!;

    [Inject]
    private IGrainFactory Grains { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _settings = await Own.FindAsync(Name) is { } instance ? await Stored.FindAsync(instance.Id, CancellationToken.None) : null;
        _rejectMessage = _settings?.CallRejectMessage ?? "";
    }

    private IEnumerable<(string Key, bool IsOn, Func<bool, InstanceSettingsChange> Change)> Switches()
    {
        var now = _settings!;
        yield return ("Read", now.AutoReadMessages, on => None with { AutoReadMessages = on });
        yield return ("Online", now.KeepOnlineStatus, on => None with { KeepOnlineStatus = on });
        yield return ("Reject", now.AutoRejectCalls, on => None with { AutoRejectCalls = on });
        yield return ("Groups", now.IgnoreGroupMessages, on => None with { IgnoreGroupMessages = on });
        yield return ("Status", now.IgnoreStatus, on => None with { IgnoreStatus = on });
        yield return ("History", now.DisableHistorySync, on => None with { DisableHistorySync = on });
    }

    private async Task ChangeAsync(InstanceSettingsChange change)
    {
        if (await Own.FindAsync(Name) is { } instance && await Stored.ChangeAsync(instance.Id, change, CancellationToken.None) is { } settings)
        {
            _settings = settings;
            await Grains.GetGrain<IInstanceGrain>(instance.Id).ConfigureAsync();
            Snackbar.Add(T["Saved"], Severity.Success);
        }
    }
}
