namespace Ponte.Testing;

/// <content>What people do without writing.</content>
public sealed partial class FakeWhatsAppApi
{
    /// <summary>Lets a peer tell of messages from a companion: <c>delivered</c>, <c>read</c>, <c>played</c>.</summary>
    public Task ReceiptAsync(string peer, string to, string type, IEnumerable<string> ids, CancellationToken cancellationToken = default) =>
        PostAsync($"/peers/{peer}/receipts", Body(null, Chat(to), ("type", type), ("ids", ids)), cancellationToken);

    /// <summary>Lets messages of a chat be read on the phone itself; <paramref name="chat"/> is a peer's number or a group's address.</summary>
    public Task ReadOnPhoneAsync(string phone, string chat, IEnumerable<string> ids, CancellationToken cancellationToken = default) =>
        PostAsync($"/phones/{phone}/read", Body(null, Chat(chat), ("ids", ids)), cancellationToken);

    /// <summary>Lets a peer type: <c>composing</c>, <c>recording</c>, <c>paused</c>.</summary>
    /// <returns>How many companions were there to be told.</returns>
    public async Task<int> TypeAsync(string peer, string to, string state, CancellationToken cancellationToken = default) =>
        (await PostAsync($"/peers/{peer}/typing", Body(null, Chat(to), ("state", state)), cancellationToken)).GetProperty("devices").GetInt32();

    /// <summary>Says whether a peer sends delivery receipts by itself.</summary>
    public Task DeliversAsync(string peer, bool delivers, CancellationToken cancellationToken = default) =>
        PostAsync($"/peers/{peer}/behaviour", new { delivers }, cancellationToken);

    /// <summary>Lets a peer answer the requests for a message that was <c>undecryptable</c> with <c>holdRetries</c>.</summary>
    public Task ResendAsync(string peer, string messageId, CancellationToken cancellationToken = default) =>
        PostAsync($"/peers/{peer}/resend", new { id = messageId }, cancellationToken);

    /// <summary>Gives a peer other names, which others learn of with the next message.</summary>
    public Task RenameAsync(string peer, string? name = null, string? businessName = null, CancellationToken cancellationToken = default) =>
        PostAsync($"/peers/{peer}/name", Body(null, ("name", name), ("businessName", businessName)), cancellationToken);

    /// <summary>Saves a peer in a phone's address book.</summary>
    public Task SaveContactAsync(string phone, string peer, string name, CancellationToken cancellationToken = default) =>
        PostAsync($"/phones/{phone}/contacts", new { number = peer, name }, cancellationToken);

    /// <summary>Gives a peer a picture, or none; those who have written with them are told.</summary>
    public Task SetPictureAsync(string peer, byte[]? jpeg, CancellationToken cancellationToken = default) =>
        PostAsync($"/peers/{peer}/picture", Body(null, ("base64", jpeg)), cancellationToken);

    /// <summary>Gives a group a picture, or none.</summary>
    public Task SetGroupPictureAsync(string group, string actor, byte[]? jpeg, CancellationToken cancellationToken = default) =>
        PostAsync($"/groups/{group}/picture", Body(null, ("actor", actor), ("base64", jpeg)), cancellationToken);

    /// <summary>Changes a group: <c>add</c>, <c>remove</c>, <c>promote</c>, <c>demote</c>, <c>join</c>, <c>leave</c>, <c>subject</c>, <c>description</c>.</summary>
    public Task ChangeGroupAsync(
        string group, string actor, string change, IEnumerable<string>? participants = null, string? text = null, CancellationToken cancellationToken = default) =>
        PostAsync(
            $"/groups/{group}/changes",
            Body(null, ("actor", actor), ("change", change), ("participants", participants), ("text", text)),
            cancellationToken);

    /// <summary>Lets a peer call, and returns the call's id.</summary>
    public async Task<string> CallAsync(string peer, string to, bool video = false, CancellationToken cancellationToken = default) =>
        (await PostAsync($"/peers/{peer}/call", new { to, video }, cancellationToken)).GetProperty("id").GetString()!;

    /// <summary>Ends a call: <c>hangup</c>, <c>timeout</c>, <c>accepted_elsewhere</c>, <c>rejected_elsewhere</c>.</summary>
    public Task EndCallAsync(string callId, string reason = "hangup", CancellationToken cancellationToken = default) =>
        PostAsync($"/calls/{callId}/end", new { reason }, cancellationToken);
}
