using System.Collections.Concurrent;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Profiles;

/// <summary>Asks WhatsApp how people and groups look, one after another: a number that asks for hundreds at once looks like a harvester.</summary>
internal sealed class ProfileQuestions(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    /// <summary>The answer; null when WhatsApp could not be asked.</summary>
    /// <param name="instanceId">Whose session is asked.</param>
    /// <param name="chat">The person or group.</param>
    /// <param name="knownPicture">The id of the picture there is already.</param>
    /// <param name="picturePath">Where another one is put.</param>
    public async Task<ProfileReply?> AskAsync(string instanceId, ChatId chat, string? knownPicture, string picturePath)
    {
        var turn = _turns.GetOrAdd(instanceId, static _ => new SemaphoreSlim(1));
        await turn.WaitAsync();
        try
        {
            return await grains.GetGrain<IInstanceGrain>(instanceId).ReadProfileAsync(chat.Value, string.IsNullOrEmpty(knownPicture) ? null : knownPicture, picturePath);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            turn.Release();
        }
    }
}
