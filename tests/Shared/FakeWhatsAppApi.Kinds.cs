using System.Text.Json;

namespace Ponte.Testing;

/// <content>Everything that people write beside texts.</content>
public sealed partial class FakeWhatsAppApi
{
    /// <summary>Lets a peer send whatever the README of the fake lists.</summary>
    /// <param name="peer">The peer's number.</param>
    /// <param name="to">A phone's number or a group's address.</param>
    /// <param name="content">One field that says what, such as <c>new { poll = new { question, options } }</c>, and those that may come with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<FakeWhatsAppSent> SendAsync(string peer, string to, object content, CancellationToken cancellationToken = default) =>
        WriteAsync($"/peers/{peer}/messages", to, content, cancellationToken);

    /// <summary>The same from the phone itself; <paramref name="to"/> is a peer's number or a group's address.</summary>
    public Task<FakeWhatsAppSent> SendOwnAsync(string phone, string to, object content, CancellationToken cancellationToken = default) =>
        WriteAsync($"/phones/{phone}/own-messages", to, content, cancellationToken);

    /// <summary>Lets a peer send a medium of <c>kind</c> image, video, gif, videoNote, audio, voice, document or sticker.</summary>
    /// <param name="peer">The peer's number.</param>
    /// <param name="to">A phone's number or a group's address.</param>
    /// <param name="kind">What kind of medium.</param>
    /// <param name="mimeType">Its MIME type.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="media">More of the medium: fileName, caption, seconds, animated, viewOnce, album.</param>
    /// <param name="more">More of the message: quote, mentions, forwarded, undecryptable, unavailable, addressing, id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<FakeWhatsAppSent> SendMediaAsync(
        string peer, string to, string kind, string mimeType, byte[] content, object? media = null, object? more = null, CancellationToken cancellationToken = default) =>
        SendAsync(peer, to, Body(more, ("media", Body(media, ("kind", kind), ("mimeType", mimeType), ("base64", content)))), cancellationToken);

    /// <summary>The same with so many meaningless bytes, streamed.</summary>
    public Task<FakeWhatsAppSent> SendMediaAsync(
        string peer, string to, string kind, string mimeType, long size, object? media = null, object? more = null, CancellationToken cancellationToken = default) =>
        SendAsync(peer, to, Body(more, ("media", Body(media, ("kind", kind), ("mimeType", mimeType), ("size", size)))), cancellationToken);

    /// <summary>Lets a peer send a <c>proto.Message</c> given as JSON, such as <c>new { locationMessage = new { degreesLatitude = 1.5 } }</c>.</summary>
    public Task<FakeWhatsAppSent> SendMessageAsync(string peer, string to, object message, object? more = null, CancellationToken cancellationToken = default) =>
        SendAsync(peer, to, Body(more, ("message", message)), cancellationToken);

    /// <summary>Lets a peer react to a message; without an emoji the reaction is removed.</summary>
    public Task<FakeWhatsAppSent> ReactAsync(string peer, string to, string messageId, string? emoji, CancellationToken cancellationToken = default) =>
        SendAsync(peer, to, new { reaction = Body(null, ("id", messageId), ("emoji", emoji)) }, cancellationToken);

    /// <summary>Lets a peer change a text of its own, or a caption.</summary>
    public Task<FakeWhatsAppSent> EditAsync(string peer, string to, string messageId, string text, CancellationToken cancellationToken = default) =>
        SendAsync(peer, to, new { edit = new { id = messageId, text } }, cancellationToken);

    /// <summary>Lets a peer delete a message for everyone.</summary>
    public Task<FakeWhatsAppSent> DeleteAsync(string peer, string to, string messageId, CancellationToken cancellationToken = default) =>
        SendAsync(peer, to, new { delete = new { id = messageId } }, cancellationToken);

    /// <summary>Lets a peer vote in a poll; without options the vote is taken back.</summary>
    public Task<FakeWhatsAppSent> VoteAsync(string peer, string to, string pollId, IEnumerable<string> options, CancellationToken cancellationToken = default) =>
        SendAsync(peer, to, new { vote = new { id = pollId, options } }, cancellationToken);

    /// <summary>Lets a peer download, decrypt and verify the medium of a message that it got.</summary>
    public async Task<FakeWhatsAppMedium> MediumAsync(string peer, string messageId, CancellationToken cancellationToken = default) =>
        (await GetAsync($"/peers/{peer}/messages/{messageId}/media", cancellationToken)).Deserialize<FakeWhatsAppMedium>(JsonSerializerOptions.Web)!;

    /// <summary>Lets downloads from the media host fail, of one file or all, or uploads (<paramref name="on"/> is <c>upload</c>).</summary>
    /// <param name="status">What is answered; null: the line is cut in the middle.</param>
    /// <param name="count">How often.</param>
    /// <param name="path">Only downloads of this file.</param>
    /// <param name="on"><c>download</c> or <c>upload</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task FailMediaAsync(int? status, int count = 1, string? path = null, string on = "download", CancellationToken cancellationToken = default)
    {
        var body = Body(null, ("count", count), ("path", path), ("on", on));
        body["status"] = status;
        return PostAsync("/media/faults", body, cancellationToken);
    }

    /// <summary>Lets the media host lose a file, which phones still have.</summary>
    public Task ForgetMediaAsync(string path, CancellationToken cancellationToken = default) => PostAsync("/media/forget", new { path }, cancellationToken);

    /// <summary>What a phone does when its companion asks for a lost medium: <c>answer</c>, <c>refuse</c>, <c>ignore</c>.</summary>
    public Task ReuploadsAsync(string phone, string mode, CancellationToken cancellationToken = default) =>
        PostAsync($"/phones/{phone}/reuploads", new { mode }, cancellationToken);

    private async Task<FakeWhatsAppSent> WriteAsync(string path, string to, object content, CancellationToken cancellationToken) =>
        (await PostAsync(path, Body(content, Chat(to)), cancellationToken)).Deserialize<FakeWhatsAppSent>(JsonSerializerOptions.Web)!;
}
