using Microsoft.Extensions.Logging;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>What all simulated phones of an engine share.</summary>
/// <param name="Time">The clock.</param>
/// <param name="CreateId">Makes a new message id; safe to call concurrently.</param>
/// <param name="CreateToken">Makes the name of a file, 32 lower-case hexadecimal digits; safe to call concurrently.</param>
/// <param name="CompactAt">The size in bytes from which on a received journal drops what was delivered.</param>
/// <param name="Logger">Where trouble is told.</param>
internal sealed record SandboxSettings(TimeProvider Time, Func<MessageId> CreateId, Func<string> CreateToken, long CompactAt, ILogger Logger);
