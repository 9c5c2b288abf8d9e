using Ponte.Gateway.Dashboard.Tokens;

namespace Ponte.Gateway.Dashboard.Instances;

/// <summary>All instances of the visitor at a glance.</summary>
public sealed partial class InstancesPage
{
    private IReadOnlyList<InstanceSummary>? _all;
    private bool _isAccount;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _isAccount = await Own.FindVisitorAsync() is { Instance: null };
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var instances = await Own.ListAsync();
        _all = await Task.WhenAll(instances.Select(instance => Summaries.ReadAsync(instance, CancellationToken.None)));
    }

    private string Counts(InstanceSummary item)
    {
        var waiting = item.OldestSince is { } since
            ? T["Instances.Waiting", item.Waiting, Ages.Of(Time.GetUtcNow() - since, T)]
            : T["Instances.NothingWaits"];
        return item.Failed == 0 ? waiting : $"{waiting} {T["Instances.Failed", item.Failed]}";
    }

    private async Task CreateAsync() => await Dialogs.ShowAsync<NewInstanceDialog>(T["Instances.New"]);

    private async Task RotateAsync() => await Dialogs.ShowAsync<RotateTokenDialog>(T["Account.Rotate"]);
}
