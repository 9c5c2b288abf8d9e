using Ponte.Gateway.Accounts;
using Ponte.Gateway.Dashboard.SignIn;
using Ponte.Gateway.History;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Dashboard.SandboxPhone;

/// <summary>The pictures of a simulated phone's chats, for whoever is signed in and owns the instance. What is no picture is not shown.</summary>
internal static class PhoneFileEndpoints
{
    private static readonly string[] Shown = ["image/png", "image/jpeg", "image/webp", "image/gif"];

    /// <summary>Whether a file of this type is answered.</summary>
    public static bool IsShown(string mimeType) => Shown.Contains(mimeType, StringComparer.OrdinalIgnoreCase);

    public static void MapPhoneFiles(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/instances/{name}/phone/files/{messageId}", FileAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> FileAsync(
        HttpContext context, string name, string messageId, CallerDirectory callers, InstanceStore instances, SandboxEngine engine, MessageStore messages)
    {
        if (Visitor.TokenHashOf(context.User) is not { } hash || await callers.FindByHashAsync(hash, context.RequestAborted) is not { } caller
            || await instances.FindAsync(caller.AccountId, name, context.RequestAborted) is not { Engine: InstanceEngine.Sandbox } instance
            || (caller.Instance is { } only && only.Id != instance.Id)
            || !MessageId.TryParse(messageId, out var id))
        {
            return Results.NotFound();
        }

        var phone = engine.GetPhone(instance.Id);
        if (phone.OpenSentMedia(id) is { Sent.Message.Content: OutgoingMedia sent } found)
        {
            return Answer(found.Content, sent.MimeType);
        }

        return (await messages.FindAsync(instance.Id, messageId, context.RequestAborted))?.Content?.Content is IncomingMedia { File: var file } && phone.OpenFile(file.Token) is { } content
            ? Answer(content, file.MimeType)
            : Results.NotFound();
    }

    private static IResult Answer(Stream content, string mimeType)
    {
        if (IsShown(mimeType))
        {
            return Results.Stream(content, mimeType);
        }

        content.Dispose();
        return Results.NotFound();
    }
}
