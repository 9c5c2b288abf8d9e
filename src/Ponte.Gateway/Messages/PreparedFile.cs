using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages;

/// <summary>A file made ready to be sent, on the disk until it is disposed of; or why it is not.</summary>
/// <param name="Media">What to send; null when there is trouble.</param>
/// <param name="Trouble">Why there is nothing to send.</param>
/// <param name="File">The file.</param>
internal sealed record PreparedFile(OutgoingMedia? Media, DeliveryOutcome? Trouble, MediaFile? File) : IDisposable
{
    public void Dispose() => File?.Dispose();
}
