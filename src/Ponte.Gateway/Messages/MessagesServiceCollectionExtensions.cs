using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Messages;

internal static class MessagesServiceCollectionExtensions
{
    public static IServiceCollection AddMessages(this IServiceCollection services) => services.AddSingleton<IDeliveryTarget, WhatsAppTarget>();
}
