using Ponte.WhatsApp.Actions;

namespace Ponte.WhatsApp.Sandbox;

internal sealed partial class SandboxSession
{
    public async Task<ActionAnswer<T>> ActAsync<T>(SessionAction<T> action, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(action);
        return IsConnected ? await phone.ActAsync(files, action, cancellationToken) : new ActionNotConnected<T>();
    }
}
