using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;

namespace Ponte.Gateway.Messages;

internal static class MessagesServiceCollectionExtensions
{
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<OutgoingRows>();
        services.AddSingleton<OutgoingFiles>();
        services.AddSingleton<OutgoingQuotes>();
        services.AddSingleton<NumberCheck>();
        services.AddSingleton<ReplyAge>();
        services.AddSingleton<TickListener>();
        services.AddSingleton<EventListener>(provider => provider.GetRequiredService<TickListener>().HearAsync);
        return services.AddSingleton<IDeliveryTarget, WhatsAppTarget>();
    }
}
