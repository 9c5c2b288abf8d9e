using System.Security.Cryptography;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>What a contact is called and how it looks in Chatwoot, as WhatsApp tells it over time.</summary>
[Collection(typeof(ChatServers))]
public sealed class ProfileTests(Servers servers)
{
    private static readonly byte[] FirstPicture = [0xFF, 0xD8, 0xFF, 0xE0, 1];
    private static readonly byte[] SecondPicture = [0xFF, 0xD8, 0xFF, 0xE0, 2];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Name_BetterOnesAreLearned_IsTheBestOfThem(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number);
        Assert.Equal("+" + number, (await ContactAsync(number)).Name);

        await instance.CustomerWritesAsync(number, "It is me", name: "maria");
        await NamedAsync(number, "maria");
        await ToldAsync(instance, new { chat = number, savedName = "Maria S." });
        await NamedAsync(number, "Maria S.");
        await ToldAsync(instance, new { chat = number, businessName = "Maria's Flowers" });
        await NamedAsync(number, "Maria's Flowers");
        await instance.CustomerWritesAsync(number, "Still me", name: "maria again");
        await instance.IncomingAsync(3);

        Assert.Equal("Maria's Flowers", (await ContactAsync(number)).Name);
    }

    [Fact]
    public async Task Name_KnownBeforeTheFirstMessage_IsThatOfTheContactFromTheStart()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await ToldAsync(instance, new { chat = number, savedName = "Maria S." });

        await instance.OpenChatAsync(number, name: "maria");

        Assert.Equal("Maria S.", (await ContactAsync(number)).Name);
    }

    [Fact]
    public async Task Name_WrittenByAnAgent_IsNeverOverwritten()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number, name: "maria");
        var contact = await ContactAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await agent.SendAsync(HttpMethod.Patch, $"contacts/{contact.Id}", new { name = "Dona Maria (VIP)" });

        await ToldAsync(instance, new { chat = number, savedName = "Maria S.", picture = await KeepAsync(instance, FirstPicture) });
        await PicturedAsync(number, FirstPicture);

        Assert.Equal("Dona Maria (VIP)", (await ContactAsync(number)).Name);
    }

    [Fact]
    public async Task Picture_ChangesAndGoes_IsUploadedOnceEachAndTakenAway()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await ToldAsync(instance, new { chat = number, picture = await KeepAsync(instance, FirstPicture) });
        await instance.OpenChatAsync(number);
        await PicturedAsync(number, FirstPicture);
        var contact = await ContactAsync(number);

        await ToldAsync(instance, new { chat = number, picture = await KeepAsync(instance, SecondPicture) });
        await PicturedAsync(number, SecondPicture);
        await ToldAsync(instance, new { chat = number, pushName = "maria" });
        await NamedAsync(number, "maria");
        Assert.Equal(3, await ChangesAsync(contact));

        await ToldAsync(instance, new { chat = number, picture = "" });
        await PicturedAsync(number, null);
        Assert.Equal(3, await ChangesAsync(contact));
    }

    [Fact]
    public async Task Picture_ChosenByAnAgent_StaysAndIsNotTakenAway()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var byHand = await agent.CreateContactAsync(new { name = "Maria", phone_number = "+" + number });
        await agent.PictureAsync(byHand, SecondPicture);

        await instance.OpenChatAsync(number, name: "maria");
        await ToldAsync(instance, new { chat = number, picture = await KeepAsync(instance, FirstPicture) });
        await ToldAsync(instance, new { chat = number, picture = "" });
        await instance.OpenChatAsync(number, "fence");
        await SettledAsync(instance);

        Assert.Equal(("Maria", HashOf(SecondPicture)), ((await ContactAsync(number)).Name, (await ContactAsync(number)).AvatarSha256));
    }

    [Fact]
    public async Task Picture_ChatwootIsAway_MessagesDoNotWaitForItAndItComesLater()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        var contact = await ContactAsync(number);
        var refused = await servers.Fake.ArmAsync(new FakeFault("status", Method: "PATCH", Path: $"/contacts/{contact.Id}$", Status: 500), Token);
        await ToldAsync(instance, new { chat = number, picture = await KeepAsync(instance, FirstPicture) });
        await Eventually.HoldsAsync(async () => (await servers.Fake.FaultsAsync(Token)).Any(fault => fault.Rule.Id == refused && fault.Hits > 0));

        var second = await instance.OpenChatAsync(number, "Me again");
        await servers.Fake.DisarmAsync(refused, Token);

        Assert.Equal(first.ConversationId, second.ConversationId);
        await PicturedAsync(number, FirstPicture, TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Group_SubjectAndPicture_AreThoseOfTheContactAndStayCurrent()
    {
        var instance = await servers.ActivateAsync();
        var (group, number) = (servers.NextGroup(), servers.NextNumber());
        await ToldAsync(instance, new { chat = group, name = "The choir", picture = await KeepAsync(instance, FirstPicture) });
        await instance.CustomerWritesAsync(number, "Who sings?", group, name: "Maria");

        var contact = await Eventually.GetAsync(() => GroupAsync(group), found => found is { Name: "The choir", AvatarSha256: not null });
        Assert.Equal(HashOf(FirstPicture), contact!.AvatarSha256);

        await instance.Gateway.Http.HappenAsync(instance.Name, "group", new { from = number, chat = group, change = "renamed", text = "The\nsmall choir" }, Token);

        await Eventually.GetAsync(() => GroupAsync(group), found => found?.Name == "The small choir");
    }

    private static Task ToldAsync(BridgedInstance instance, object profile) => instance.Gateway.Http.SetPeopleAsync(instance.Name, "profile", profile, Token);

    private static async Task<string> KeepAsync(BridgedInstance instance, byte[] picture) =>
        (await instance.Gateway.Http.UploadAsync(instance.Name, picture, "image/jpeg", cancellationToken: Token)).GetProperty("token").GetString()!;

    private Task<FakeContact> NamedAsync(string number, string name) => Eventually.GetAsync(() => ContactAsync(number), contact => contact.Name == name);

    private Task<FakeContact> PicturedAsync(string number, byte[]? picture, TimeSpan? deadline = null) =>
        Eventually.GetAsync(() => ContactAsync(number), contact => contact.AvatarSha256 == (picture is null ? null : HashOf(picture)), deadline);

    // WhatsApp is asked about one chat after the other, so what was told before was looked at.
    private async Task SettledAsync(BridgedInstance instance)
    {
        var group = servers.NextGroup();
        await ToldAsync(instance, new { chat = group, name = "fence" });
        await instance.CustomerWritesAsync(servers.NextNumber(), "fence", group);
        await Eventually.GetAsync(() => GroupAsync(group), found => found?.Name == "fence");
    }

    private async Task<int> ChangesAsync(FakeContact contact) => (await servers.Fake.RequestsAsync(Token)).Count(request =>
        request.Method == "PATCH" && request.Path.EndsWith($"/contacts/{contact.Id}", StringComparison.Ordinal));

    private async Task<FakeContact?> GroupAsync(string group) => (await servers.Fake.ContactsAsync(Token)).SingleOrDefault(contact => contact.Identifier == group);

    private async Task<FakeContact> ContactAsync(string number) =>
        Assert.Single(await servers.Fake.ContactsAsync(Token), contact => contact.PhoneNumber == "+" + number);

    private static string HashOf(byte[] picture) => Convert.ToHexStringLower(SHA256.HashData(picture));
}
