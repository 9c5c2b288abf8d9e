using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>The real engine on the simulated WhatsApp, through the seam that the gateway uses.</summary>
public sealed class LinkedSessionTests(FakeWhatsAppFixture server) : IClassFixture<FakeWhatsAppFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_ByQr_ConnectsAndCarriesTextBothWays()
    {
        await using var phone = await LinkedPhone.CreateAsync(server);
        await using var session = await phone.LinkAsync();
        Assert.Equal(phone.Number, session.Status.Self?.Chat.User);
        Assert.Equal(SessionState.Connected, Assert.IsType<LinkAnswer.AlreadyLinked>(await session.LinkAsync(new LinkRequest(), Token)).State);

        await phone.WriteAsync("good morning");
        Assert.Equal(["good morning"], await ScriptedEvents.ReadAsync(session, 1));
        Assert.IsType<SendResult.Accepted>(await session.SendAsync(phone.Reply("hello"), Token));

        await Eventually.HoldsAsync(async () => (await phone.Fake.MessagesAsync(phone.Customer, Token)).Exists(message => message.Text == "hello"));
    }

    [Fact]
    public async Task Link_ByPairingCode_Connects()
    {
        await using var phone = await LinkedPhone.CreateAsync(server);
        await using var session = await phone.World.OpenAsync();

        var code = Assert.IsType<LinkAnswer.PairingCode>(await session.LinkAsync(new LinkRequest(phone.Number), Token));
        Assert.Equal(SessionState.Linking, session.Status.State);
        await Eventually.HoldsAsync(async () => (await phone.Fake.GetAsync($"/phones/{phone.Number}/pairing", Token)).GetProperty("waiting").GetBoolean());
        await phone.Fake.EnterCodeAsync(phone.Number, code.Code, Token);

        await BaileysWorld.UntilAsync(session, status => status.State == SessionState.Connected);
    }

    [Fact]
    public async Task Process_KilledDuringAnExchange_LosesAndDoublesNothing()
    {
        await using var phone = await LinkedPhone.CreateAsync(server);
        await using var session = await phone.LinkAsync();
        await phone.WriteAsync("before", 40);

        var reading = ScriptedEvents.ReadAsync(session, 120, count => count is 10 or 60 or 100 ? phone.World.KillAsync() : Task.CompletedTask);
        foreach (var i in Enumerable.Range(1, 80))
        {
            await phone.WriteAsync($"later {i}");
        }

        // Which of them the engine journals first is its own matter; here it counts that the reader gets the journal, whole and once.
        var expected = Enumerable.Range(1, 40).Select(i => $"before {i}").Concat(Enumerable.Range(1, 80).Select(i => $"later {i}"));
        Assert.Equal(expected.Order(), (await reading.WaitAsync(TimeSpan.FromMinutes(1), Token)).Order());
        Assert.False(session.Events.TryRead(out var more) && more.Event is MessageReceived);
    }

    [Fact]
    public async Task Send_WhileTheProcessIsKilled_ArrivesOnceUnderItsId()
    {
        await using var phone = await LinkedPhone.CreateAsync(server);
        await using var session = await phone.LinkAsync();
        await phone.Fake.AcksAsync(phone.Number, "withhold", next: 1, cancellationToken: Token);
        var message = phone.Reply("once");

        var sending = session.SendAsync(message, Token);
        await Eventually.HoldsAsync(async () => (await phone.Fake.MessagesAsync(phone.Customer, Token)).Exists(arrived => arrived.Text == "once"));
        await phone.World.KillAsync();
        Assert.IsType<SendResult.Uncertain>(await sending);
        await BaileysWorld.UntilAsync(session, status => status.State == SessionState.Disconnected);
        Assert.IsType<SendResult.NotConnected>(await session.SendAsync(message, Token));
        await BaileysWorld.UntilAsync(session, status => status.State == SessionState.Connected);
        Assert.IsType<SendResult.Accepted>(await session.SendAsync(message, Token));

        Assert.Equal([message.Id.Value], (await phone.Fake.MessagesAsync(phone.Customer, Token)).Select(arrived => arrived.Id));
    }

    [Fact]
    public async Task Open_AfterARestart_ConnectsByItselfAndDeliversWhatWasNotAcknowledged()
    {
        await using var phone = await LinkedPhone.CreateAsync(server);
        await using (var session = await phone.LinkAsync())
        {
            await phone.WriteAsync("one");
            await ScriptedEvents.ReadAsync(session, 1);
            await phone.WriteAsync("two");
            await BaileysWorld.NextAsync(session);
        }

        await phone.World.RestartAsync();
        await phone.WriteAsync("three");
        await using var again = await phone.World.OpenAsync();

        Assert.Equal(["two", "three"], await ScriptedEvents.ReadAsync(again, 2));
        Assert.Equal(phone.Number, again.Status.Self?.Chat.User);
    }

    [Fact]
    public async Task LogOut_Linked_ForgetsThePhoneAndAllowsANewCode()
    {
        await using var phone = await LinkedPhone.CreateAsync(server);
        await using var session = await phone.LinkAsync();

        await session.LogOutAsync(Token);

        Assert.Equal(ConnectionCause.LoggedOut, (await BaileysWorld.UntilAsync(session, status => status.State == SessionState.LoggedOut)).Cause);
        Assert.Null(session.Status.Self);
        Assert.False(await session.ReconnectAsync(Token));
        Assert.IsType<LinkAnswer.Qr>(await session.LinkAsync(new LinkRequest(), Token));
    }

    [Fact]
    public async Task Connection_Replaced_StaysSoUntilReconnect()
    {
        await using var phone = await LinkedPhone.CreateAsync(server);
        await using var session = await phone.LinkAsync();

        await phone.Fake.ConnectionAsync(phone.Number, "replaced", Token);
        Assert.Equal(SessionState.Disconnected, (await BaileysWorld.UntilAsync(session, status => status.Cause == ConnectionCause.Replaced)).State);
        await phone.World.KillAsync();
        await BaileysWorld.UntilAsync(session, status => status.Cause == ConnectionCause.EngineStopped);
        await BaileysWorld.UntilAsync(session, status => status.Cause == ConnectionCause.Replaced);

        Assert.True(await session.ReconnectAsync(Token));
        await BaileysWorld.UntilAsync(session, status => status.State == SessionState.Connected);
    }
}
