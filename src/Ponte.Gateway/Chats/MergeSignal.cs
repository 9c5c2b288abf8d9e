using System.Threading.Channels;

namespace Ponte.Gateway.Chats;

/// <summary>Tells that merges wait to be carried out. Forgettable: whoever listens also looks regularly.</summary>
internal sealed class MergeSignal
{
    private readonly Channel<bool> _pulse = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _pulse.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _pulse.Reader.ReadAsync(cancellationToken);
}
