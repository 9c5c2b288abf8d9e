using System.Collections.Concurrent;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.History;

/// <summary>Shows on WhatsApp that this number writes or records, for as long as was asked. Best effort: a restart ends it.</summary>
internal sealed partial class ShownTyping(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ShownTyping> logger)
{
    // WhatsApp stops showing it by itself a while after it was last told.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Instance, ChatId Chat), object> _last = new();

    /// <summary>Shows it now, and ends it after a while unless something else is shown by then; zero leaves the end to WhatsApp.</summary>
    public async Task ShowAsync(string instanceId, ChatId chat, TypingState state, TimeSpan duration)
    {
        var place = (instanceId, chat);
        var mine = new object();
        _last[place] = mine;
        await TellAsync(place, state);
        if (state == TypingState.Paused || duration <= TimeSpan.Zero)
        {
            _last.TryRemove(new(place, mine));
            return;
        }

        _ = Task.Run(() => KeepAsync(place, mine, state, duration), CancellationToken.None);
    }

    private async Task KeepAsync((string Instance, ChatId Chat) place, object mine, TypingState state, TimeSpan duration)
    {
        try
        {
            for (var left = duration; left > TimeSpan.Zero; left -= Again)
            {
                await Task.Delay(left < Again ? left : Again, time, lifetime.ApplicationStopping);
                if (!_last.TryGetValue(place, out var last) || !ReferenceEquals(last, mine))
                {
                    return;
                }

                await TellAsync(place, left > Again ? state : TypingState.Paused);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        catch (Exception exception)
        {
            LogNotShown(exception, place.Instance);
        }
        finally
        {
            _last.TryRemove(new(place, mine));
        }
    }

    private Task TellAsync((string Instance, ChatId Chat) place, TypingState state) => grains.GetGrain<IInstanceGrain>(place.Instance).SetTyping(place.Chat.Value, state);

    [LoggerMessage(LogLevel.Warning, "What instance {Instance} does in a chat could not be shown on")]
    private partial void LogNotShown(Exception exception, string instance);
}
