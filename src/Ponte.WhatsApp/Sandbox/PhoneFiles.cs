namespace Ponte.WhatsApp.Sandbox;

/// <summary>The open files of one simulated phone.</summary>
internal sealed record PhoneFiles(ReceivedJournal Received, JournalFile Sent, ConnectionFile Connection, long Cut) : IAsyncDisposable
{
    public static PhoneFiles Open(SandboxFolder folder, long compactAt)
    {
        folder.Create();
        var received = new ReceivedJournal(folder, compactAt);
        var (sent, cut) = JournalFile.Open(folder.Sent, line => SentLine.Read(line) is not null);
        return new PhoneFiles(received, sent, new ConnectionFile(folder.Connection), received.Cut + cut);
    }

    public async ValueTask DisposeAsync()
    {
        await Received.DisposeAsync();
        await Sent.DisposeAsync();
    }
}
