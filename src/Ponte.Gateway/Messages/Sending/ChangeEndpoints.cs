using Ponte.Gateway.Api;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Changes and passes on what was sent (http-contract 8.1).</summary>
internal static class ChangeEndpoints
{
    public static void MapMessageChanges(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/chat").WithTags("Chats").RequireToken().RequireInstance(MessageEndpoints.NotFound);
        group.MapPost("/edit/{instance}", (HttpContext context, MessageChanges changes) => changes.EditAsync(context)).DescribeEdit();
        group.MapDelete("/delete/{instance}", (HttpContext context, MessageChanges changes) => changes.DeleteAsync(context)).DescribeDelete();
        group.MapPost("/forward/{instance}", (HttpContext context, MessageChanges changes) => changes.ForwardAsync(context)).DescribeForward();
    }
}
