using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Sandbox;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Tests.Sandbox;

/// <summary>A sandbox engine on a folder of its own that can be restarted.</summary>
internal sealed class SandboxWorld : IAsyncDisposable
{
    public const string SessionId = "inst_1";
    public const string Sender = "5511900000001";
    private readonly TemporaryFolder _folder = new();
    private readonly long _compactAt;

    public SandboxWorld(long compactAt = 4 * 1024 * 1024)
    {
        _compactAt = compactAt;
        Engine = Create();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public SandboxEngine Engine { get; private set; }

    public SandboxPhone Phone => Engine.GetPhone(SessionId);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string File(params string[] names) => _folder.File(["sandbox", SessionId, .. names]);

    public Task<IWhatsAppSession> OpenAsync() => Engine.OpenAsync(SessionId, new SessionSettings(), Token);

    public Task<MessageId> ReceiveAsync(string text, string? id = null, string from = Sender, string? chat = null) =>
        ReceiveAsync(new SandboxEvent { From = from, Text = text, Id = id, Chat = chat });

    public async Task<MessageId> ReceiveAsync(SandboxEvent given) => Assert.IsAssignableFrom<MessageEvent>(await HappenAsync(given)).Id;

    /// <summary>Lets happen what must be right, and returns it.</summary>
    public async Task<WhatsAppEvent> HappenAsync(SandboxEvent given)
    {
        var (happened, problems) = Phone.Read(given);
        Assert.Empty(problems);
        await Phone.ReceiveAsync(happened!, Token);
        return happened!;
    }

    /// <summary>As <see cref="HappenAsync(SandboxEvent)"/>, from the body of a request.</summary>
    public Task<WhatsAppEvent> HappenAsync(string kind, string details, string from = Sender, string? chat = null) => HappenAsync(
        new SandboxEvent { Kind = kind, From = from, Chat = chat, Details = JsonSerializer.Deserialize<JsonElement>(details) });

    public Task SetAsync(SessionState state) => Phone.SetConnectionAsync(state, Token);

    /// <summary>A new engine on the same files, as after a restart of the process.</summary>
    public async Task RestartAsync()
    {
        await Engine.DisposeAsync();
        Engine = Create();
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _folder.Dispose();
    }

    public static async Task<JournaledEvent> NextAsync(IWhatsAppSession session)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(TimeSpan.FromSeconds(15));
        return await session.Events.ReadAsync(deadline.Token);
    }

    /// <summary>The texts of the next messages, passing over connection changes.</summary>
    public static async Task<List<string>> TextsAsync(IWhatsAppSession session, int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
        {
            if ((await NextAsync(session)).Event is MessageReceived message)
            {
                texts.Add(Text(message));
            }
        }

        return texts;
    }

    public static string Text(MessageReceived message) => Assert.IsType<IncomingText>(message.Content).Text;

    private SandboxEngine Create() => new(_folder.File("sandbox"), Time, new Random(7), logger: null, _compactAt);
}
