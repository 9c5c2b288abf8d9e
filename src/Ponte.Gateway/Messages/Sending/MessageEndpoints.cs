using Ponte.Gateway.Api;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Sends messages for programs (http-contract 7).</summary>
internal static class MessageEndpoints
{
    /// <summary>The text of 404 for an unknown instance.</summary>
    public const string NotFound = "Instance not found";

    // Base64 is a third longer than what it stands for, and there are other fields.
    private const int MaxMediaBody = (OutgoingUploads.MaxInline / 3 * 4) + RequestBody.MaxSize;

    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/message").WithTags("Messages").RequireToken().RequireInstance(NotFound);
        group.MapPost("/text/{instance}", (HttpContext context, MessageSender sender) => sender.SendAsync(context, Addressed(MessageFields.Text))).DescribeText();
        group.MapPost("/media/{instance}", (HttpContext context, MessageSender sender) => sender.SendAsync(context, Addressed(MessageFields.Media), MaxMediaBody)).DescribeMedia();
        group.MapPost("/sticker/{instance}", (HttpContext context, MessageSender sender) => sender.SendAsync(context, Addressed(MessageFields.Sticker), MaxMediaBody)).DescribeSticker();
        group.MapPost("/location/{instance}", (HttpContext context, MessageSender sender) => sender.SendAsync(context, Addressed(MessageFields.Location))).DescribeLocation();
        group.MapPost("/contact/{instance}", (HttpContext context, MessageSender sender) => sender.SendAsync(context, Addressed(MessageFields.Contact))).DescribeContact();
        group.MapPost("/poll/{instance}", (HttpContext context, MessageSender sender) => sender.SendAsync(context, Addressed(MessageFields.Poll))).DescribePoll();
        group.MapPost("/reaction/{instance}", (HttpContext context, MessageSender sender) => sender.SendAsync(context, Plain(MessageFields.Reaction))).DescribeReaction();
        group.MapPost("/status/{instance}", (HttpContext context, MessageSender sender) => sender.SendAsync(context, StatusFields.Read, MaxMediaBody)).DescribeStatus();
    }

    private static Func<JsonFields, (Addressing, Draft)> Addressed(Func<JsonFields, Draft> read) => fields => (Addressing.Read(fields), read(fields));

    // Without delay, reply and mentions.
    private static Func<JsonFields, (Addressing, Draft)> Plain(Func<JsonFields, Draft> read) => fields =>
    {
        var all = Addressing.Read(fields);
        return (new Addressing(all.Number) { Source = all.Source }, read(fields));
    };
}
