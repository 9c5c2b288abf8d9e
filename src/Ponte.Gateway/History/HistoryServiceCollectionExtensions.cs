using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;

namespace Ponte.Gateway.History;

internal static class HistoryServiceCollectionExtensions
{
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<MessageStore>()
        .AddSingleton<MessageRecord>()
        .AddSingleton<EventRecord>(provider => provider.GetRequiredService<MessageRecord>().Of)
        .AddSingleton<ChatMerged>(MessageMerge.MoveAsync)
        .AddSingleton<ContactList>()
        .AddSingleton<MessageFiles>()
        .AddSingleton<MessageCounts>()
        .AddSingleton<ShownTyping>();
}
