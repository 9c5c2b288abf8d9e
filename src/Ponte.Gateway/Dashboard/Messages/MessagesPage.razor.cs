using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Primitives;
using MudBlazor;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Ledger;

namespace Ponte.Gateway.Dashboard.Messages;

/// <summary>The ledger of an instance: what waits and why, what is done, what has failed. The address holds the filter, by the names of <c>GET /api/deliveries</c>.</summary>
public sealed partial class MessagesPage
{
    // More than anybody counts at a glance.
    private const int MostCounted = 999;

    private LedgerPage? _page;
    private LedgerRow? _oldest;
    private (long Waiting, long Failed) _counts;
    private LedgerQuery _query = new(new LedgerFilter(""), null);
    private string? _destination;
    private string? _chat;
    private string? _messageId;

    /// <summary>The instance's name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private string? Destination { get; set; }

    [SupplyParameterFromQuery]
    private string? Chat { get; set; }

    [SupplyParameterFromQuery]
    private string? MessageId { get; set; }

    [SupplyParameterFromQuery]
    private string? Cursor { get; set; }

    [CascadingParameter]
    private VisitorClock Clock { get; set; } = VisitorClock.Utc;

    [Inject]
    private OwnInstances Own { get; set; } = default!;

    [Inject]
    private LedgerDesk Desk { get; set; } = default!;

    [Inject]
    private LedgerStore Ledger { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private string Path => $"/instances/{Uri.EscapeDataString(Name)}/messages";

    private LedgerFilter Filter => _query.Filter;

    private bool IsFiltered => Filter is not { State: null, Destination: null, MessageId: null } || _query.Chat is not null;

    private bool CanReplayAll => Filter is { State: DeliveryState.Failed, MessageId: null } && _page is { Rows.Count: > 0 };

    private IEnumerable<(string? State, string Text, string? Count)> States =>
    [
        (null, "Messages.All", null),
        (DeliveryState.Pending, "Messages.Waiting", Counted(_counts.Waiting)),
        (DeliveryState.Failed, "Messages.Failed", Counted(_counts.Failed)),
        (DeliveryState.Done, "Messages.Done", null),
        (DeliveryState.Discarded, "Messages.Discarded", null),
    ];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (_destination, _chat, _messageId) = (Destination ?? "", Chat, MessageId);
        await ReadAsync();
    }

    private static string? Counted(long count) => count switch
    {
        0 => null,
        > MostCounted => $"{MostCounted}+",
        _ => count.ToString(CultureInfo.InvariantCulture),
    };

    private async Task ReadAsync()
    {
        if (await Own.FindAsync(Name) is not { } instance)
        {
            _page = null;
            return;
        }

        // What is wrong in an address that somebody typed is left out.
        _query = LedgerQuery.Read(instance.Id, new QueryCollection(Asked().ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value))), []);
        _page = await Desk.ListAsync(Filter, _query.Chat, CancellationToken.None);
        _oldest = await Ledger.OldestWaitingAsync(instance.Id, CancellationToken.None);
        _counts = await Ledger.CountAsync(instance.Id, MostCounted + 1, CancellationToken.None);
    }

    private Dictionary<string, string?> Asked() =>
        new() { ["state"] = State, ["destination"] = Destination, ["chat"] = Chat, ["messageId"] = MessageId, ["cursor"] = Cursor };

    // Another choice begins at the newest rows.
    private string With(string name, string? value)
    {
        var asked = Asked();
        asked["cursor"] = null;
        asked[name] = value;
        return Path + QueryString.Create(asked.Where(pair => !string.IsNullOrEmpty(pair.Value)));
    }

    private void Search() => Navigation.NavigateTo(Path + QueryString.Create(
        new Dictionary<string, string?> { ["state"] = State, ["destination"] = _destination, ["chat"] = _chat?.Trim(), ["messageId"] = _messageId?.Trim() }
            .Where(pair => !string.IsNullOrEmpty(pair.Value))));

    private async Task ReplayAllAsync()
    {
        var asked = await Dialogs.ShowMessageBoxAsync(T["Messages.ReplayAll"], T["Messages.ReplayAllWhat"], T["Messages.ReplayAll"], cancelText: T["Messages.Cancel"]);
        if (asked == true && await Own.FindAsync(Name) is { } instance)
        {
            var replayed = await Desk.ReplayAllAsync(instance, Filter.Destination, _query.Chat, CancellationToken.None);
            Snackbar.Add(T["Messages.ReplayedAll", replayed], replayed > 0 ? Severity.Success : Severity.Warning);
            await ReadAsync();
        }
    }

    private string PathOf(LedgerRow row) => string.Create(CultureInfo.InvariantCulture, $"{Path}/{row.Id}");

    private string AgeOf(LedgerRow row) => Ages.Of(Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(row.ReplayedAt ?? row.ReceivedAt), T);

    private string ChatOf(LedgerRow row) =>
        ChatName.NumberOf(row.ChatJid) ?? (row.ChatJid is null ? "–" : T[ChatName.IsGroup(row.ChatJid) ? "Messages.Group" : "Messages.NoNumber"]);

    private string? ReasonOf(LedgerRow row) =>
        DeliveryWords.ReasonOf(row.FailureCode, row.FailureReason, T) ?? (row.WaitsBehind is { } head ? T["Messages.Behind", head].Value : null);
}
