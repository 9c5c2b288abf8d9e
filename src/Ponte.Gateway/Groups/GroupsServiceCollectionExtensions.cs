namespace Ponte.Gateway.Groups;

internal static class GroupsServiceCollectionExtensions
{
    public static IServiceCollection AddGroups(this IServiceCollection services) => services.AddSingleton<GroupSession>();
}
