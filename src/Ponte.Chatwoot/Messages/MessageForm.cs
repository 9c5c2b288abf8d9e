using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Messages;

/// <summary>The multipart form of a message with files.</summary>
internal static class MessageForm
{
    public static async Task<MultipartFormDataContent> CreateAsync(NewMessageBody body, NewMessage message, CancellationToken cancellationToken)
    {
        var form = new MultipartFormDataContent();
        try
        {
            AddField(form, "content", body.Content);
            AddField(form, "message_type", body.MessageType);
            AddField(form, "private", body.Private ? "true" : null);
            AddField(form, "source_id", body.SourceId);
            AddField(form, "echo_id", body.EchoId);
            AddField(form, "content_attributes", body.ContentAttributes is { } reply ? JsonSerializer.Serialize(reply, ChatwootJson.Default.ReplyBody) : null);
            AddField(form, "is_voice_message", message.IsVoiceMessage ? "true" : null);
            AddField(form, "is_recorded_audio", message.IsVoiceMessage ? "true" : null);
            foreach (var attachment in message.Attachments)
            {
                form.Add(File(attachment, await attachment.Open(cancellationToken)));
            }

            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    private static void AddField(MultipartFormDataContent form, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        // No content type: Rack would take a part that has one, and no file name, for a text file.
        var field = new ByteArrayContent(Encoding.UTF8.GetBytes(value));
        field.Headers.ContentDisposition = new("form-data") { Name = $"\"{name}\"" };
        form.Add(field);
    }

    private static StreamContent File(NewAttachment attachment, Stream stream)
    {
        var file = new StreamContent(stream);
        file.Headers.ContentType = MediaTypeHeaderValue.TryParse(attachment.ContentType, out var declared) ? declared : new("application/octet-stream");
        file.Headers.ContentDisposition = new("form-data")
        {
            Name = "\"attachments[]\"",
            FileName = $"\"{AsciiName(attachment.FileName)}\"",
            FileNameStar = attachment.FileName,
        };
        return file;
    }

    private static string AsciiName(string name) =>
        string.Create(name.Length, name, (chars, source) =>
        {
            for (var i = 0; i < chars.Length; i++)
            {
                chars[i] = source[i] is >= ' ' and < (char)127 and not '"' and not '\\' ? source[i] : '_';
            }
        });
}
