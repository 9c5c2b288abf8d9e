using Ponte.WhatsApp.Actions;

namespace Ponte.WhatsApp.Baileys;

internal sealed partial class BaileysSession
{
    public Task<ActionAnswer<T>> ActAsync<T>(SessionAction<T> action, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(action);
        return _attachment?.Current is null
            ? Task.FromResult<ActionAnswer<T>>(new ActionNotConnected<T>())
            : TryAskAsync(rpc => rpc.ActAsync(Id, action, cancellationToken), new ActionUnavailable<T>());
    }
}
