using Ponte.WhatsApp.Baileys;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>A world whose engine takes the simulated server for WhatsApp, with a phone and a customer of its own.</summary>
internal sealed class LinkedPhone : IAsyncDisposable
{
    private int _sent;

    private LinkedPhone(FakeWhatsAppFixture server, Func<BaileysSettings, BaileysSettings>? settings)
    {
        Fake = server.Fake;
        var given = new BaileysTestServer(new Uri(server.Server.Url), server.Server.NoiseRoot);
        World = new BaileysWorld(defaults => (settings?.Invoke(defaults) ?? defaults) with { TestServer = given });
    }

    public BaileysWorld World { get; }

    public FakeWhatsAppApi Fake { get; }

    public string Number { get; } = FakeWhatsAppFixture.NewNumber();

    public string Customer { get; } = FakeWhatsAppFixture.NewNumber();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Adds phone and customer; nothing is linked yet.</summary>
    public static async Task<LinkedPhone> CreateAsync(FakeWhatsAppFixture server, Func<BaileysSettings, BaileysSettings>? settings = null)
    {
        var phone = new LinkedPhone(server, settings);
        await phone.Fake.AddPhoneAsync(phone.Number, cancellationToken: Token);
        await phone.Fake.AddPeerAsync(phone.Customer, cancellationToken: Token);
        return phone;
    }

    /// <summary>Opens the session and links the phone by QR code.</summary>
    public async Task<IWhatsAppSession> LinkAsync()
    {
        var session = await World.OpenAsync();
        var qr = Assert.IsType<LinkAnswer.Qr>(await session.LinkAsync(new LinkRequest(), Token));
        await Fake.ScanAsync(Number, qr.Payload, Token);
        await BaileysWorld.UntilAsync(session, status => status.State == SessionState.Connected);
        return session;
    }

    public Task WriteAsync(string text, int count = 1) => Fake.WriteAsync(Customer, Number, text, new { count }, Token);

    public OutgoingMessage Reply(string text) =>
        new(MessageId.Parse($"3EB0{Interlocked.Increment(ref _sent):000000000000000000}"), ChatId.FromPhoneDigits(Customer), new OutgoingText(text));

    public async ValueTask DisposeAsync() => await World.DisposeAsync();
}
