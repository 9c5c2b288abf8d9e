namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>One simulated WhatsApp for the tests of a class, which use numbers of their own.</summary>
public sealed class FakeWhatsAppFixture : IAsyncLifetime
{
    private static int _numbers = 10_000;
    private FakeWhatsAppProcess? _process;

    public FakeWhatsAppProcess Server => _process ?? throw new InvalidOperationException("The server is not there yet.");

    public FakeWhatsAppApi Fake => Server.Fake;

    public static string NewNumber() => "55119" + Interlocked.Increment(ref _numbers).ToString("00000000", System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync() => _process = await FakeWhatsAppProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
