using Orleans.Configuration;

namespace Ponte.Gateway.Hosting;

/// <summary>What the process consists of besides its features: configuration, clock, randomness, the silo.</summary>
internal static class PonteHost
{
    // For what has to be stopped in order: requests, background work, grains with their sessions.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A builder whose settings come from <c>appsettings.json</c> beside the program, then the environment, then the command line, whatever the environment is
    /// called and wherever the command was typed.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

        // Again and last: ASP.NET itself lets "Urls" of appsettings.json win over ASPNETCORE_URLS.
        builder.Configuration.AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(args);

        // Built but not published, the dashboard's files lie where they were written and in the packages they came in.
        builder.WebHost.UseStaticWebAssets();
        return builder;
    }

    /// <summary>Registers it.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="isQuiet">For a command that says what there is to say itself: nothing is logged.</param>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder, bool isQuiet = false)
    {
        if (isQuiet)
        {
            builder.Logging.ClearProviders();
        }

        builder.Services.AddSingleton(ShiftedClock.FromEnvironment());
        builder.Services.AddSingleton<Random, SecureRandom>();
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = ShutdownTimeout);
        var gate = new StartLogGate();
        builder.Services.AddSingleton(gate);
        builder.Logging.Configure(static options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        builder.AddTelemetry();
        builder.Logging.AddFilter(StartLogGate.Category, gate.Allows);
        // Registered, it is held as long as there is a host.
        var port = new ReservedPort();
        builder.Services.AddSingleton(port);
        builder.UseOrleans(silo =>
        {
            // One silo that talks to itself alone: any free port will do, and clients outside the process have none.
            silo.UseLocalhostClustering(siloPort: port.Number, gatewayPort: 0, serviceId: "ponte", clusterId: "ponte");

            // A clock that is set while it joins, as machines do after they boot, would otherwise make the only silo evict itself.
            silo.Configure<ClusterMembershipOptions>(static options => options.EvictWhenMaxJoinAttemptTimeExceeded = false);
        });
        return builder;
    }
}
