using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.History;

/// <summary>The files of received messages: fetched from WhatsApp to the disk when somebody asks, and from there into the answer.</summary>
internal sealed class MessageFiles(IGrainFactory grains, MediaFolder folder, IOptions<MediaOptions> options)
{
    /// <summary>The answer to <c>GET /api/chat/base64/:instance</c>; the file leaves the disk with it.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context, StoredMessage message, IncomingMedia media)
    {
        var place = folder.Take();
        context.Response.RegisterForDispose(place);
        var instance = grains.GetGrain<IInstanceGrain>(context.GetInstance().Id);
        return await FetchAsync(instance, media.File, place) switch
        {
            FetchOutcome.Saved => new Base64Answer(message, media.File.MimeType, place),
            FetchOutcome.TooLarge => HistoryRefusal.TooLarge(options.Value.MaxMegabytes),
            FetchOutcome.Gone => HistoryRefusal.NoMedia,
            _ => await instance.GetStateAsync() == SessionState.Connected ? HistoryRefusal.NotFetched : HistoryRefusal.NotConnected,
        };
    }

    private async Task<FetchOutcome> FetchAsync(IInstanceGrain instance, MediaReference file, MediaFile place)
    {
        try
        {
            var answer = await instance.FetchAsync(file, place.Path, options.Value.MaxBytes);

            // The session may run on another node, whose files are not here.
            return answer.Outcome == FetchOutcome.Saved && !File.Exists(place.Path) ? FetchOutcome.Failed : answer.Outcome;
        }
        catch (TimeoutException)
        {
            return FetchOutcome.Failed;
        }
    }
}
