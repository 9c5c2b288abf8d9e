using System.Text.Json;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>What the phone was given to send.</summary>
public sealed partial class SandboxPhone
{
    private readonly SandboxFaults _faults = new();

    /// <summary>What people on the other side saw of this number.</summary>
    public SandboxSeen Seen { get; } = new();

    /// <summary>Everything the phone was given to send, in sending order.</summary>
    public Task<IReadOnlyList<SandboxSent>> GetSentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<SandboxSent>>([.. ReadSent(Load())]);
    }

    /// <summary>Opens the bytes of a sent medium; null when there is no such.</summary>
    /// <exception cref="IOException">They are not there any more.</exception>
    public (SandboxSent Sent, Stream Content)? OpenSentMedia(MessageId id)
    {
        var files = Load();
        return ReadSent(files).LastOrDefault(sent => sent.Message.Id == id && sent.File is not null) is { File: { } file } found
            ? (found, files.Media.OpenSent(file))
            : null;
    }

    /// <summary>Lets sends fail; replaces what was asked before, and is forgotten at a restart.</summary>
    /// <param name="skip">How many sends pass first.</param>
    /// <param name="count">How many fail then.</param>
    /// <param name="code">WhatsApp's error code: 408, 429, 500 and 502 to 504 leave it open whether the message was sent, all others refuse it for good.</param>
    public void RefuseSends(int skip, int count, int code) => _faults.RefuseSends(skip, count, code);

    /// <summary>Lets downloads fail; replaces what was asked before, and is forgotten at a restart.</summary>
    /// <param name="count">How many fail.</param>
    /// <param name="gone">As if WhatsApp did not have the file any more; else as if it could not be reached.</param>
    public void WithholdFiles(int count, bool gone) => _faults.WithholdFiles(count, gone);

    internal async Task<SendResult> SendAsync(PhoneFiles files, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (_faults.NextSend() is { } fault)
        {
            return fault;
        }

        var at = _settings.Time.GetUtcNow();
        try
        {
            var line = message.Content is OutgoingMedia media
                ? await KeepAsync(files, message, media, at, cancellationToken)
                : new SentLine(message, at);
            await files.Sent.AppendAsync(JsonSerializer.SerializeToUtf8Bytes(line, SandboxJson.Lines.SentLine));
            return new SendResult.Accepted(at);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            LogSendNotWritten(_settings.Logger, e);
            return new SendResult.Uncertain("The sandbox could not write the message to disk.");
        }
    }

    internal void ShowTyping(ChatId chat, TypingState state) => Seen.AddTyping(chat, state, _settings.Time.GetUtcNow());

    private static async Task<SentLine> KeepAsync(
        PhoneFiles files, OutgoingMessage message, OutgoingMedia media, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // A repetition sends what was uploaded the first time, whatever has become of the file since.
        var before = File.Exists(media.Path) ? null : ReadSent(files).FirstOrDefault(sent => sent.Message.Id == message.Id && sent.File is not null);
        return before is null
            ? new SentLine(message with { Content = media with { Path = "" } }, at, await files.Media.KeepSentAsync(media.Path, cancellationToken))
            : new SentLine(before.Message, at, before.File);
    }

    private static IEnumerable<SandboxSent> ReadSent(PhoneFiles files)
    {
        var (reader, end) = files.Sent.OpenReader();
        using var _ = reader;
        while (reader.TryReadLine(end.Length, out var line))
        {
            if (SentLine.Read(line) is { } sent)
            {
                yield return sent;
            }
        }
    }
}
