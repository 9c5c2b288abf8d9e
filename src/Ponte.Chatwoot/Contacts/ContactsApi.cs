using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Http;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Contacts;

/// <summary>
/// Contacts (Chatwoot contract 4). Nothing here is safe against races: two equal creates may give a 500 or two contacts, so callers
/// serialise per person and look up before they repeat.
/// </summary>
public sealed class ContactsApi
{
    private readonly ChatwootTransport _transport;
    private readonly ChatwootEndpoint _endpoint;

    internal ContactsApi(ChatwootTransport transport, ChatwootEndpoint endpoint)
    {
        _transport = transport;
        _endpoint = endpoint;
    }

    /// <summary>Creates a contact and its address in one inbox.</summary>
    /// <returns>
    /// The contact; number or identifier taken: <see cref="ChatwootErrorKind.Invalid"/> (the other contact is not named); address taken, or an
    /// equal create at the same time: <see cref="ChatwootErrorKind.ServerError"/>.
    /// </returns>
    public async Task<ChatwootResult<Contact>> CreateAsync(NewContact contact, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return (await _transport.SendAsync(
            Request(HttpMethod.Post, "contacts", contact, ChatwootJson.Default.NewContact), ChatwootJson.Default.CreatedContactAnswer, cancellationToken))
            .Select(answer => answer.Payload.Contact);
    }

    /// <summary>One contact; absent: <see cref="ChatwootErrorKind.NotFound"/>.</summary>
    public async Task<ChatwootResult<Contact>> GetAsync(long contactId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(Request(HttpMethod.Get, $"contacts/{contactId}"), ChatwootJson.Default.ContactAnswer, cancellationToken))
        .Select(answer => answer.Payload);

    /// <summary>Changes a contact.</summary>
    public async Task<ChatwootResult<Contact>> UpdateAsync(long contactId, ContactChanges changes, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(
            Request(HttpMethod.Patch, $"contacts/{contactId}", changes, ChatwootJson.Default.ContactChanges), ChatwootJson.Default.ContactAnswer, cancellationToken))
        .Select(answer => answer.Payload);

    /// <summary>
    /// Gives a contact a picture, which shows at once (Chatwoot contract 4.3). Refused as <see cref="ChatwootErrorKind.Invalid"/> when it is not JPEG, PNG or GIF.
    /// </summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="picture">Read once from where it stands, never wholly in memory; left open.</param>
    /// <param name="contentType"><c>image/jpeg</c>, <c>image/png</c> or <c>image/gif</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ChatwootResult<Contact>> UpdateAvatarAsync(
        long contactId, Stream picture, string contentType, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(contentType);
        var file = new StreamContent(picture);
        file.Headers.ContentType = new(contentType);
        file.Headers.ContentDisposition = new("form-data") { Name = "\"avatar\"", FileName = $"\"avatar.{contentType.Split('/')[^1]}\"" };
        using var form = new MultipartFormDataContent { file };
        var request = new ApiRequest(HttpMethod.Patch, _endpoint.AccountPath($"contacts/{contactId}"), form) { IsPersonal = true, IsUpload = true };
        return (await _transport.SendAsync(request, ChatwootJson.Default.ContactAnswer, cancellationToken)).Select(answer => answer.Payload);
    }

    /// <summary>Takes a contact's picture away; repeating is harmless. Contact absent: <see cref="ChatwootErrorKind.NotFound"/>.</summary>
    public async Task<ChatwootResult<Contact>> DeleteAvatarAsync(long contactId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(Request(HttpMethod.Delete, $"contacts/{contactId}/avatar"), ChatwootJson.Default.ContactAnswer, cancellationToken))
        .Select(answer => answer.Payload);

    /// <summary>The contact with this address in this inbox; null when there is none. An unknown inbox is <see cref="ChatwootErrorKind.NotFound"/>.</summary>
    /// <remarks>Exact and not throttled: the best look-up (Chatwoot contract 4.4). The miss is a 404 with an empty body.</remarks>
    public async Task<ChatwootResult<Contact?>> FindByInboxSourceAsync(long inboxId, string sourceId, CancellationToken cancellationToken = default)
    {
        var request = Request(HttpMethod.Post, "contact_inboxes/filter", new ContactInboxBody(inboxId, sourceId), ChatwootJson.Default.ContactInboxBody);
        var found = await _transport.SendAsync(request with { EmptyNotFoundIsNull = true }, ChatwootJson.Default.Contact, cancellationToken);
        return found.Select(contact => (Contact?)contact);
    }

    /// <summary>Contacts with this identifier, in any case of letters; at most one page.</summary>
    public Task<ChatwootResult<IReadOnlyList<Contact>>> FilterByIdentifierAsync(string identifier, CancellationToken cancellationToken = default) =>
        FilterAsync(new("identifier", [identifier]), cancellationToken);

    /// <summary>Contacts with this number; at most one page.</summary>
    /// <param name="phoneNumber">With or without <c>+</c>; it is sent without, because 4.3.0 finds nothing otherwise (Chatwoot contract 4.4).</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<ChatwootResult<IReadOnlyList<Contact>>> FilterByPhoneAsync(string phoneNumber, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(phoneNumber);
        return FilterAsync(new("phone_number", [phoneNumber.TrimStart('+')]), cancellationToken);
    }

    /// <summary>Gives a contact an address in an inbox; repeating is harmless. Address of another contact: <see cref="ChatwootErrorKind.ServerError"/>.</summary>
    public Task<ChatwootResult<ContactInbox>> AddToInboxAsync(long contactId, long inboxId, string sourceId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            Request(HttpMethod.Post, $"contacts/{contactId}/contact_inboxes", new ContactInboxBody(inboxId, sourceId), ChatwootJson.Default.ContactInboxBody),
            ChatwootJson.Default.ContactInbox,
            cancellationToken);

    /// <summary>The contact's conversations over all inboxes, newest activity first, at most 20 (Chatwoot contract 4.4).</summary>
    public async Task<ChatwootResult<IReadOnlyList<Conversation>>> GetConversationsAsync(long contactId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(Request(HttpMethod.Get, $"contacts/{contactId}/conversations"), ChatwootJson.Default.ConversationList, cancellationToken))
        .Select(answer => answer.Payload);

    /// <summary>
    /// Makes two contacts one (Chatwoot contract 4.6): the base keeps its own values, takes what it lacks, and gets the other's addresses and conversations.
    /// Either absent, so also when they were merged before: <see cref="ChatwootErrorKind.NotFound"/>.
    /// </summary>
    /// <returns>The base, without its <see cref="Contact.ContactInboxes"/>.</returns>
    public Task<ChatwootResult<Contact>> MergeAsync(long baseContactId, long mergeeContactId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            Request(HttpMethod.Post, "actions/contact_merge", new ContactMergeBody(baseContactId, mergeeContactId), ChatwootJson.Default.ContactMergeBody),
            ChatwootJson.Default.Contact,
            cancellationToken);

    /// <summary>Deletes a contact; needs an administrator.</summary>
    public Task<ChatwootResult<NoContent>> DeleteAsync(long contactId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Request(HttpMethod.Delete, $"contacts/{contactId}"), cancellationToken);

    private async Task<ChatwootResult<IReadOnlyList<Contact>>> FilterAsync(ContactFilterClause clause, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(
            Request(HttpMethod.Post, "contacts/filter", new ContactFilterBody([clause]), ChatwootJson.Default.ContactFilterBody),
            ChatwootJson.Default.ContactList,
            cancellationToken)).Select(answer => answer.Payload);

    private ApiRequest Request(HttpMethod method, string rest) => new(method, _endpoint.AccountPath(rest)) { IsPersonal = true };

    private ApiRequest Request<TBody>(HttpMethod method, string rest, TBody body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TBody> type) =>
        ApiRequest.Json(method, _endpoint.AccountPath(rest), body, type) with { IsPersonal = true };
}
