using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Instances.Buckets;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>Makes the envelope of an event at the moment it is told: names, addresses and the token are those of then.</summary>
internal sealed class EnvelopeWriter(PeopleDirectory people, InstanceStore instances, EventFiles files, BucketStore buckets, IServer server, IOptions<PublicOptions> options)
{
    /// <summary>The envelope as UTF-8 JSON; null when the instance is gone.</summary>
    /// <param name="told">The event.</param>
    /// <param name="withFile">Whether the bytes of its file are wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<byte[]?> WriteAsync(ToldEvent told, bool withFile, CancellationToken cancellationToken)
    {
        if (await instances.FindByIdAsync(told.InstanceId, cancellationToken) is not { } instance
            || await instances.GetTokenAsync(told.InstanceId, cancellationToken) is not { } token)
        {
            return null;
        }

        var known = await people.FindAsync(told, cancellationToken);
        var base64 = withFile && told.Event is MessageReceived { Content: IncomingMedia media }
            ? await files.ReadAsync(told.InstanceId, media.File, cancellationToken)
            : null;
        var s3Url = told.ObjectKey is { } key ? await buckets.FindAddressAsync(told.InstanceId, key, cancellationToken) : null;
        var envelope = new EventEnvelope(told.Name, EventData.Of(told, instance.Name, known, new ToldFile(s3Url, base64)), new InstanceData(BaseUrl(), instance.Name, token));
        return JsonSerializer.SerializeToUtf8Bytes(envelope, EventEnvelope.Json);
    }

    private string BaseUrl() => options.Value.Address ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
}
