using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class ContactsApiTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    public static TheoryData<string> Versions => Chatwoots.Versions;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Versions))]
    public async Task Create_WithEverything_IsFoundByEveryLookUp(string version)
    {
        var contacts = chatwoots.Client(version).Contacts;
        var inbox = (await chatwoots.Client(version).Inboxes.CreateApiInboxAsync(new("Contacts"), Stop)).Value;

        var created = (await contacts.CreateAsync(
            new(inbox.Id, "look-up") { Name = "José", Identifier = "look-up@example", PhoneNumber = "+5511900000001" }, Stop)).Value;
        var bySource = (await contacts.FindByInboxSourceAsync(inbox.Id, "look-up", Stop)).Value;
        var byIdentifier = (await contacts.FilterByIdentifierAsync("LOOK-UP@example", Stop)).Value;
        var byPhone = (await contacts.FilterByPhoneAsync("+5511900000001", Stop)).Value;
        var byId = (await contacts.GetAsync(created.Id, Stop)).Value;

        Assert.Equal(created.Id, bySource!.Id);
        Assert.Equal(created.Id, Assert.Single(byIdentifier).Id);
        Assert.Equal(created.Id, Assert.Single(byPhone).Id);
        Assert.Equal(("José", "+5511900000001", "look-up@example"), (byId.Name, byId.PhoneNumber, byId.Identifier));
        Assert.Equal(("look-up", inbox.Id), (byId.ContactInboxes[0].SourceId, byId.ContactInboxes[0].InboxId));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task FindByInboxSource_NoSuchSource_IsASuccessWithNull(string version)
    {
        var (inbox, _, _) = await chatwoots.ConversationAsync(version);

        var found = await chatwoots.Client(version).Contacts.FindByInboxSourceAsync(inbox.Id, "nobody", Stop);

        Assert.True(found.IsSuccess);
        Assert.Null(found.Value);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task FindByInboxSource_NoSuchInbox_IsNotFound(string version) => Assert.Equal(
        ChatwootErrorKind.NotFound, (await chatwoots.Client(version).Contacts.FindByInboxSourceAsync(999999, "x", Stop)).Error!.Kind);

    [Theory, MemberData(nameof(Versions))]
    public async Task Create_TakenNumber_IsInvalidAndTakenSource_IsServerError(string version)
    {
        var contacts = chatwoots.Client(version).Contacts;
        var inbox = (await chatwoots.Client(version).Inboxes.CreateApiInboxAsync(new("Taken"), Stop)).Value;
        await contacts.CreateAsync(new(inbox.Id, "taken") { PhoneNumber = "+5511900000002" }, Stop);

        var number = (await contacts.CreateAsync(new(inbox.Id, "other") { PhoneNumber = "+5511900000002" }, Stop)).Error!;
        var source = (await contacts.CreateAsync(new(inbox.Id, "taken") { PhoneNumber = "+5511900000003" }, Stop)).Error!;

        Assert.Equal((ChatwootErrorKind.Invalid, "HTTP 422: Phone number has already been taken", RequestFate.NotExecuted), (number.Kind, number.Detail, number.Fate));
        Assert.Equal((ChatwootErrorKind.ServerError, RequestFate.Unknown), (source.Kind, source.Fate));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Update_NameAlone_LeavesTheNumber(string version)
    {
        var contacts = chatwoots.Client(version).Contacts;
        var inbox = (await chatwoots.Client(version).Inboxes.CreateApiInboxAsync(new("Names"), Stop)).Value;
        var created = (await contacts.CreateAsync(new(inbox.Id, "names") { Name = "Old", PhoneNumber = "+5511900000004" }, Stop)).Value;

        var changed = (await contacts.UpdateAsync(created.Id, new() { Name = "New" }, Stop)).Value;

        Assert.Equal(("New", "+5511900000004"), (changed.Name, changed.PhoneNumber));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task AddToInbox_Twice_AnswersTheSameAddress(string version)
    {
        var (_, contact, _) = await chatwoots.ConversationAsync(version);
        var other = (await chatwoots.Client(version).Inboxes.CreateApiInboxAsync(new("Other"), Stop)).Value;

        var first = (await chatwoots.Client(version).Contacts.AddToInboxAsync(contact.Id, other.Id, "second", Stop)).Value;
        var again = (await chatwoots.Client(version).Contacts.AddToInboxAsync(contact.Id, other.Id, "second", Stop)).Value;

        Assert.Equal(("second", other.Id), (first.SourceId, first.InboxId));
        Assert.Equal(first, again);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task GetConversations_OfTheContact_AreListed(string version)
    {
        var (inbox, contact, conversation) = await chatwoots.ConversationAsync(version);

        var listed = (await chatwoots.Client(version).Contacts.GetConversationsAsync(contact.Id, Stop)).Value;

        Assert.Equal((conversation.Id, inbox.Id, contact.Id), (Assert.Single(listed).Id, listed[0].InboxId, listed[0].Contact!.Id));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Delete_Contact_IsGone(string version)
    {
        var (_, contact, _) = await chatwoots.ConversationAsync(version);

        Assert.True((await chatwoots.Client(version).Contacts.DeleteAsync(contact.Id, Stop)).IsSuccess);

        Assert.Equal(ChatwootErrorKind.NotFound, (await chatwoots.Client(version).Contacts.GetAsync(contact.Id, Stop)).Error!.Kind);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Merge_TwoContacts_LeavesTheBaseWithBothAddresses(string version)
    {
        var contacts = chatwoots.Client(version).Contacts;
        var inbox = (await chatwoots.Client(version).Inboxes.CreateApiInboxAsync(new("Merge"), Stop)).Value;
        var kept = (await contacts.CreateAsync(new(inbox.Id, "kept") { Name = "Kept" }, Stop)).Value;
        var gone = (await contacts.CreateAsync(new(inbox.Id, "gone") { Name = "Gone", PhoneNumber = "+5511900000099" }, Stop)).Value;

        var merged = (await contacts.MergeAsync(kept.Id, gone.Id, Stop)).Value;
        var again = (await contacts.MergeAsync(kept.Id, gone.Id, Stop)).Error!;
        var bySource = (await contacts.FindByInboxSourceAsync(inbox.Id, "gone", Stop)).Value;

        Assert.Equal((kept.Id, "Kept"), (merged.Id, merged.Name));
        Assert.Equal((kept.Id, "+5511900000099"), (bySource!.Id, bySource.PhoneNumber));
        Assert.Equal(ChatwootErrorKind.NotFound, again.Kind);
        Assert.Equal(ChatwootErrorKind.NotFound, (await contacts.GetAsync(gone.Id, Stop)).Error!.Kind);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task UpdateAvatar_Picture_ShowsAtOnceAndGoesAgain(string version)
    {
        var contacts = chatwoots.Client(version).Contacts;
        var (_, contact, _) = await chatwoots.ConversationAsync(version);
        using var picture = new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0]);

        var pictured = (await contacts.UpdateAvatarAsync(contact.Id, picture, "image/jpeg", Stop)).Value;
        Assert.Contains("avatar.jpeg", pictured.Thumbnail, StringComparison.Ordinal);
        Assert.Equal(contact.Name, pictured.Name);

        var plain = (await contacts.DeleteAvatarAsync(contact.Id, Stop)).Value;
        Assert.Equal("", plain.Thumbnail);
        Assert.True((await contacts.DeleteAvatarAsync(contact.Id, Stop)).IsSuccess);
        Assert.Equal(ChatwootErrorKind.NotFound, (await contacts.DeleteAvatarAsync(999999, Stop)).Error!.Kind);
    }
}
