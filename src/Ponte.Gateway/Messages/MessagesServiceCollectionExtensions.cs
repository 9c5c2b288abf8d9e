using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.Gateway.Messages.Sending;

namespace Ponte.Gateway.Messages;

internal static class MessagesServiceCollectionExtensions
{
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<OutgoingRows>();
        services.AddSingleton<OutgoingFiles>();
        services.AddSingleton<OutgoingQuotes>();
        services.AddSingleton<NumberCheck>();
        services.AddSingleton<ChatNames>();
        services.AddSingleton<ReplyAge>();
        services.AddSingleton<SentMessages>();
        services.AddSingleton<TypingPause>();
        services.AddSingleton<Recipients>();
        services.AddSingleton<Replies>();
        services.AddSingleton<SentStates>();
        services.AddSingleton<StatusAudience>();
        services.AddSingleton<OutgoingUploads>();
        services.AddSingleton<LinkPreviews>();
        services.AddSingleton<MessageSender>();
        services.AddSingleton<MessageChanges>();
        services.AddHostedService<OutgoingSweeper>();
        services.AddSingleton<TickListener>();
        services.AddSingleton<EventListener>(provider => provider.GetRequiredService<TickListener>().HearAsync);
        return services.AddSingleton<IDeliveryTarget, WhatsAppTarget>();
    }
}
