using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Ledger;

namespace Ponte.Gateway.Dashboard.Messages;

/// <summary>The life of one delivery, and what a person can do about it. Its text is read only when the visitor asks for it.</summary>
public sealed partial class MessagePage
{
    private LedgerRow? _row;
    private IReadOnlyList<LedgerAttempt> _attempts = [];
    private WhatsAppSide? _whatsApp;
    private ChatwootSide? _chatwoot;
    private string? _text;
    private bool _isRead;

    /// <summary>The instance's name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>The delivery's id.</summary>
    [Parameter]
    public long Id { get; set; }

    [CascadingParameter]
    private VisitorClock Clock { get; set; } = VisitorClock.Utc;

    [Inject]
    private OwnInstances Own { get; set; } = default!;

    [Inject]
    private LedgerDesk Desk { get; set; } = default!;

    [Inject]
    private LedgerStore Ledger { get; set; } = default!;

    [Inject]
    private DeliverySides Sides { get; set; } = default!;

    [Inject]
    private DeliveryText Words { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private string Path => $"/instances/{Uri.EscapeDataString(Name)}/messages";

    private bool HasText => _whatsApp is not null && _row?.Kind is not (DeliveryKind.Status or DeliveryKind.Note or DeliveryKind.Delete);

    private string? Trouble => _row is not { State: not DeliveryState.Discarded, FailureReason: not null } row ? null
        : row.State != DeliveryState.Pending ? DeliveryWords.ReasonOf(row.FailureCode, row.FailureReason, T)
        : $"{DeliveryWords.ReasonOf(row.FailureCode, row.FailureReason, T)} {Next(row)}";

    private string? Advice => _row is { State: DeliveryState.Pending or DeliveryState.Failed } row ? DeliveryWords.AdviceOf(row.FailureCode, T) : null;

    private string? InChatwoot => _chatwoot is { BaseUrl: { } url, AccountId: { } account, ConversationId: { } conversation }
        ? string.Create(CultureInfo.InvariantCulture, $"{url}/app/accounts/{account}/conversations/{conversation}?messageId={_chatwoot.MessageId}")
        : null;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_row?.Id != Id)
        {
            _text = null;
        }

        await ReadAsync();
    }

    private string When(long at) => Clock.Full(DateTimeOffset.FromUnixTimeMilliseconds(at), T);

    private async Task ReadAsync()
    {
        var instance = await Own.FindAsync(Name);
        _row = instance is null ? null : await Ledger.FindAsync(instance.Id, Id, CancellationToken.None);
        _isRead = true;
        if (_row is not null)
        {
            _attempts = await Ledger.AttemptsAsync(Id, CancellationToken.None);
            (_whatsApp, _chatwoot) = await Sides.FindAsync(_row, CancellationToken.None);
        }
    }

    private string Next(LedgerRow row) => DateTimeOffset.FromUnixTimeMilliseconds(row.NextAttemptAt) - Time.GetUtcNow() is { TotalSeconds: >= 1 } wait
        ? T["Delivery.Next", Ages.Of(wait, T)]
        : T["Delivery.NextNow"];

    // What happened, in order: when, one of the names of GET /api/deliveries/:instance/:id, and what there is to say of it.
    private List<(long At, string What, string? Detail)> Life()
    {
        var row = _row!;
        List<(long At, string What, string? Detail)> life = [.. _attempts.Select(attempt => (attempt.FirstAt, "attempt", (string?)DetailOf(attempt)))];
        if (row.ReplayedAt is { } replayed)
        {
            life.Add((replayed, "replayed", null));
        }

        List<(long At, string What, string? Detail)> end = row.State == DeliveryState.Pending ? []
            : [(row.UpdatedAt, row.State, row.State == DeliveryState.Discarded ? null : DeliveryWords.ReasonOf(row.FailureCode, row.FailureReason, T))];
        return [(row.ReceivedAt, "received", null), (row.CreatedAt, "stored", null), .. life.OrderBy(happened => happened.At), .. end];
    }

    private string DetailOf(LedgerAttempt attempt)
    {
        var reason = DeliveryWords.NotedOf(attempt.Code, attempt.Reason, T);
        var times = attempt.Times > 1 ? T["Delivery.Times", attempt.Times, When(attempt.LastAt)].Value : "";
        var arrived = attempt.Certain != 0 ? "" : T["Delivery.Uncertain"].Value;
        return string.Join(' ', new[] { reason, times, arrived }.Where(part => part.Length > 0));
    }

    private async Task ShowTextAsync() =>
        _text = await Own.FindAsync(Name) is { } instance && await Ledger.FindAsync(instance.Id, Id, CancellationToken.None) is { } row
            ? await Words.FindAsync(row, _whatsApp?.MessageId, CancellationToken.None) ?? T["Delivery.TextGone"]
            : null;

    private Task ReplayAsync() => DecideAsync("Replay", instance => Desk.ReplayAsync(instance, Id, CancellationToken.None));

    private Task DiscardAsync() => DecideAsync("Discard", instance => Desk.DiscardAsync(instance, Id));

    private async Task DecideAsync(string wish, Func<Instance, Task<LedgerDecision>> decide)
    {
        var explained = T[$"Delivery.{wish}What.{(_row?.Destination == Destination.WhatsApp ? "whatsapp" : "other")}"];
        if (await Dialogs.ShowMessageBoxAsync(T["Delivery." + wish], explained, T["Delivery." + wish], cancelText: T["Messages.Cancel"]) != true)
        {
            return;
        }

        if (await Own.FindAsync(Name) is { } instance)
        {
            var outcome = (await decide(instance)).Outcome;
            Snackbar.Add(T[outcome == LedgerOutcome.Done ? $"Delivery.{wish}Done" : $"Delivery.Not.{outcome}"], outcome == LedgerOutcome.Done ? Severity.Success : Severity.Warning);
        }

        await ReadAsync();
    }
}
