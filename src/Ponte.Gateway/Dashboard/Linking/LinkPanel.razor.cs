using System.Globalization;
using Microsoft.AspNetCore.Components;
using Ponte.Gateway.Doctor;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Instances.Connections;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Dashboard.Linking;

/// <summary>Links a phone by a live QR code or a pairing code, and ends the link again.</summary>
public sealed partial class LinkPanel
{
    // A forgotten page does not ask WhatsApp for codes all night.
    private static readonly TimeSpan RenewFor = TimeSpan.FromMinutes(5);

    private enum Mode
    {
        Qr,
        Pairing,
        Done,
    }

    private Mode? _mode;
    private string? _qr;
    private string? _code;
    private string? _problem;
    private ConnectionCause? _refusal;
    private string _number = "";
    private bool _isBusy;
    private DateTimeOffset _until;

    /// <summary>The instance's name.</summary>
    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The connection's state as the API spells it.</summary>
    [Parameter]
    [EditorRequired]
    public string State { get; set; } = "";

    /// <summary>Whether a phone is linked already.</summary>
    [Parameter]
    public bool IsLinked { get; set; }

    /// <summary>The code of the cause that the page tells already; null for none.</summary>
    [Parameter]
    public string? Cause { get; set; }

    private string? Trouble => _problem ?? (_refusal is { } refusal && refusal.Code != Cause ? DoctorTexts.Advice(refusal, CultureInfo.CurrentUICulture) : null);

    [Inject]
    private PhoneLinking Linking { get; set; } = default!;

    [Inject]
    private IGrainFactory Grains { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private Task ShowQrAsync()
    {
        _until = Time.GetUtcNow() + RenewFor;
        return AskAsync(new ConnectQuery());
    }

    private Task ShowCodeAsync()
    {
        var query = ConnectQuery.Read(_number, history: null, out var problem);
        _problem = problem is null ? null : T["Link.BadNumber"].Value;
        return query.PhoneDigits is null ? Task.CompletedTask : AskAsync(query);
    }

    private async Task AskAsync(ConnectQuery query)
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem, _refusal) = (true, null, null);
        StateHasChanged();
        try
        {
            if (await Own.FindAsync(Name) is { } instance)
            {
                Show(await Linking.LinkAsync(instance, query, CancellationToken.None));
            }
        }
        catch (TimeoutException)
        {
            (_mode, _problem) = (null, T["Link.NoAnswer"]);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Show(LinkReply reply)
    {
        _mode = reply.Outcome switch { LinkOutcome.Qr => Mode.Qr, LinkOutcome.PairingCode => Mode.Pairing, LinkOutcome.Connected or LinkOutcome.Connecting => Mode.Done, _ => null };
        _qr = reply.Outcome == LinkOutcome.Qr ? QrImage.ToDataUri(reply.Code!) : null;
        _code = reply.Outcome == LinkOutcome.PairingCode ? PhoneLinking.Readable(reply.Code!) : null;
        _refusal = reply.Cause;
        _problem = reply.Cause is null && reply.Outcome == LinkOutcome.Interrupted ? T["Link.Interrupted"].Value : null;
    }

    // WhatsApp changes the code several times a minute.
    private async Task RenewAsync()
    {
        if (Time.GetUtcNow() >= _until)
        {
            (_mode, _problem) = (null, T["Link.Expired"]);
        }
        else
        {
            await AskAsync(new ConnectQuery());
        }
    }

    private async Task WatchAsync()
    {
        if (State == "connected" || await StateAsync() == "connected")
        {
            _mode = Mode.Done;
        }
    }

    private async Task<string?> StateAsync() =>
        await Own.FindAsync(Name) is { } instance ? (await Grains.GetGrain<IInstanceGrain>(instance.Id).GetStateAsync()).ToText() : null;

    private async Task ReconnectAsync()
    {
        if (await Own.FindAsync(Name) is { } instance)
        {
            (_problem, _refusal) = (null, (await Grains.GetGrain<IInstanceGrain>(instance.Id).ReconnectAsync()).Cause);
        }
    }

    private async Task LogOutAsync()
    {
        if (await Dialogs.ShowMessageBoxAsync(T["Link.LogOut"], T["Link.LogOutWhat"], T["Link.LogOut"], cancelText: T["Cancel"]) == true
            && await Own.FindAsync(Name) is { } instance)
        {
            _problem = await Grains.GetGrain<IInstanceGrain>(instance.Id).LogOutAsync() ? null : T["Link.LogOutFailed"].Value;
            _mode = null;
        }
    }
}
