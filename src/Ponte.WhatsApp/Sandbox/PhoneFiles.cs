namespace Ponte.WhatsApp.Sandbox;

/// <summary>The open files of one simulated phone.</summary>
internal sealed record PhoneFiles(ReceivedJournal Received, JournalFile Sent, ConnectionFile Connection, SandboxMedia Media, long Cut) : IAsyncDisposable
{
    public static PhoneFiles Open(SandboxFolder folder, SandboxSettings settings)
    {
        folder.Create();
        var received = new ReceivedJournal(folder, settings.CompactAt);
        var (sent, cut) = JournalFile.Open(folder.Sent, line => SentLine.Read(line) is not null);
        return new PhoneFiles(received, sent, new ConnectionFile(folder.Connection), new SandboxMedia(folder, settings.CreateToken), received.Cut + cut);
    }

    public async ValueTask DisposeAsync()
    {
        await Received.DisposeAsync();
        await Sent.DisposeAsync();
    }
}
