using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Json;

namespace Ponte.WhatsApp.Baileys;

/// <summary>Groups, profile and the state of chats.</summary>
internal sealed partial class EngineRpc
{
    // Letting many people into a group takes WhatsApp its time.
    private static readonly TimeSpan Acting = TimeSpan.FromSeconds(90);

    public async Task<ActionAnswer<T>> ActAsync<T>(string session, SessionAction<T> action, CancellationToken cancellationToken)
        where T : class =>
        ActionJson.ReadAnswer<T>(await AskAsync("session/act", new { session, action = ActionJson.Element(action) }, Acting, cancellationToken));
}
