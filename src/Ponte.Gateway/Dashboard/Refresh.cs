using Microsoft.AspNetCore.Components;

namespace Ponte.Gateway.Dashboard;

/// <summary>Keeps a page live: calls back every <see cref="Every"/> for as long as the page is shown, one call after another, from the first live rendering on.</summary>
public sealed class Refresh : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    /// <summary>The pause between two calls.</summary>
    [Parameter]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What to do; the page draws itself anew afterwards.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback OnTick { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = TickAsync(_gone.Token);
        }
    }

    private async Task TickAsync(CancellationToken gone)
    {
        try
        {
            using var timer = new PeriodicTimer(Every, Time);
            while (await timer.WaitForNextTickAsync(gone))
            {
                await InvokeAsync(OnTick.InvokeAsync);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The page is gone.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
