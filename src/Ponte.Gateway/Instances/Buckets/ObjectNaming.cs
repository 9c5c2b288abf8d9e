using Ponte.Gateway.Events;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Decides, once for all who are told of a message, whether its file goes into a bucket, and under which key.</summary>
internal sealed class ObjectNaming(BucketStore buckets)
{
    /// <summary>The happening, with an <see cref="Happening.ObjectKey"/> if it has a file and the instance a bucket.</summary>
    public async ValueTask<Happening> NameAsync(Happening happening, CancellationToken cancellationToken) =>
        happening.Event is MessageReceived { Content: IncomingMedia media } message && await buckets.FindNamingAsync(happening.InstanceId, cancellationToken) is var (prefix, instance)
            ? happening with { ObjectKey = ObjectKey.Of(prefix, instance, happening, message, media) }
            : happening;
}
