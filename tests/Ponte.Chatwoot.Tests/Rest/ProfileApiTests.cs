using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class ProfileApiTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    public static TheoryData<string> Versions => Chatwoots.Versions;

    [Theory, MemberData(nameof(Versions))]
    public async Task Get_AdministratorToken_GivesUserTokenAndAccounts(string version)
    {
        var profile = (await chatwoots.Client(version).Profile.GetAsync(TestContext.Current.CancellationToken)).Value;

        Assert.Equal(FakeChatwootSeed.AdminId, profile.Id);
        Assert.Equal(FakeChatwootSeed.AdminPubsubToken, profile.PubsubToken);
        Assert.True(profile.Account(FakeChatwootSeed.AccountId)!.IsAdministrator);
        Assert.True(profile.Account(FakeChatwootSeed.SuspendedAccountId)!.IsSuspended);
        Assert.Null(profile.Account(FakeChatwootSeed.ForeignAccountId));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task GetVersion_AnyToken_GivesTheServersVersionAndTime(string version)
    {
        var answer = (await chatwoots.Client(version, "wrong").Profile.GetVersionAsync(TestContext.Current.CancellationToken)).Value;

        Assert.Equal(Version.Parse(version), answer.Number);
        Assert.InRange(answer.Time!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    [Theory]
    [InlineData("wrong", "HTTP 401: Invalid Access Token")]
    [InlineData("", "HTTP 401: You need to sign in or sign up before continuing.")]
    public async Task Get_RefusedToken_IsInvalidToken(string token, string detail)
    {
        var error = (await chatwoots.Client("4.15.1", token).Profile.GetAsync(TestContext.Current.CancellationToken)).Error;

        Assert.Equal(new ChatwootError(ChatwootErrorKind.InvalidToken, detail, RequestFate.NotExecuted, 401), error);
    }

    [Theory]
    [InlineData("wrong\r\nX-Injected: 1")]
    [InlineData("tökén")]
    public async Task Get_TokenThatIsNoHeaderValue_IsInvalidTokenWithoutARequest(string token)
    {
        chatwoots["4.3.0"].Control.ClearRequests();

        var error = (await chatwoots.Client("4.3.0", token).Profile.GetAsync(TestContext.Current.CancellationToken)).Error;

        Assert.Equal(ChatwootErrorKind.InvalidToken, error!.Kind);
        Assert.Empty(chatwoots["4.3.0"].Control.Requests);
    }

    [Fact]
    public async Task Get_BotToken_IsForbidden() =>
        Assert.Equal(ChatwootErrorKind.Forbidden, (await chatwoots.Client("4.15.1", FakeChatwootSeed.BotToken).Profile.GetAsync(TestContext.Current.CancellationToken)).Error!.Kind);
}
