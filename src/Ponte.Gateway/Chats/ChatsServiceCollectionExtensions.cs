namespace Ponte.Gateway.Chats;

internal static class ChatsServiceCollectionExtensions
{
    public static IServiceCollection AddChats(this IServiceCollection services)
    {
        services.AddSingleton<ChatLinker>();
        services.AddSingleton<MergeSignal>();
        services.AddSingleton<ChatDirectory>();
        services.AddSingleton<ChatSearch>();
        services.AddSingleton<PersonNames>();
        services.AddSingleton<GroupNames>();
        return services;
    }
}
