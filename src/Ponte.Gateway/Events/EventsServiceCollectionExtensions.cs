namespace Ponte.Gateway.Events;

internal static class EventsServiceCollectionExtensions
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<MessageIdentities>()
        .AddSingleton<SessionReader>()
        .AddSingleton<NameListener>()
        .AddSingleton<EventListener>(provider => provider.GetRequiredService<NameListener>().HearAsync);
}
