using Ponte.Gateway.Doctor.Checks;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Instances.Connections;
using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Doctor;

internal static class DoctorServiceCollectionExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The doctor and its checks, in the order they look.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="inServer">False for the command, which has no sessions of its own.</param>
    public static IServiceCollection AddDoctor(this IServiceCollection services, bool inServer)
    {
        services.AddSettings<DoctorOptions>(DoctorOptions.Section);
        services.AddSingleton(new DoctorPlace(inServer));
        services.AddSingleton<Checkup>();
        services.AddCheck<ServerCheck>(DoctorNeed.Nothing);
        services.AddCheck<DatabaseCheck>(DoctorNeed.Nothing);
        services.AddCheck<DiskCheck>(DoctorNeed.Nothing);
        services.AddCheck<KeyFits>(DoctorNeed.Database);
        services.AddCheck<EngineCheck>(DoctorNeed.Nothing);
        services.AddCheck<FfmpegCheck>(DoctorNeed.Nothing);
        services.AddCheck<ClockCheck>(DoctorNeed.Key);
        services.AddCheck<DeliveriesCheck>(DoctorNeed.Key);
        services.AddCheck<PhoneCheck>(DoctorNeed.Key);
        services.AddCheck<ChatwootCheck>(DoctorNeed.Key);
        return inServer ? services.AddSessions() : services.AddRunningServer();
    }

    // Made when its turn has come: what it is made of may not be there before.
    private static void AddCheck<T>(this IServiceCollection services, DoctorNeed needs)
        where T : IDoctorCheck =>
        services.AddSingleton(new DoctorEntry(needs, typeof(T).Name, static provider => ActivatorUtilities.CreateInstance<T>(provider)));

    private static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddHostedService<DailyCheckup>();
        return services.AddSingleton<FindPhoneState>(provider => async (instance, _) =>
        {
            var connection = await provider.GetRequiredService<IGrainFactory>().GetGrain<IInstanceGrain>(instance.Id).GetConnectionAsync();
            return new PhoneState(connection.State.ToText(), connection.Since, connection.Cause?.Code);
        });
    }

    private static IServiceCollection AddRunningServer(this IServiceCollection services)
    {
        services.AddHttpClient(RunningServer.Client)
            .ConfigureHttpClient(client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
            .RemoveAllLoggers();
        services.AddSingleton<RunningServer>();
        return services.AddSingleton<FindPhoneState>(provider => provider.GetRequiredService<RunningServer>().FindAsync);
    }
}
