using System.Reflection;
using Ponte.Gateway.Accounts;
using Ponte.Gateway.Doctor;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Settings;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Hosting;

/// <summary>The steps from a composed application to a serving one, each of which may say why Ponte cannot start.</summary>
internal static class Startup
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(19);

    /// <summary>Does what the command line asks for; null when that is to serve, for which the data folder and the database are open then.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartException">With every problem of the settings, or the first one behind them.</exception>
    public static async Task<int?> RunCommandAsync(this WebApplication app, CommandLine line)
    {
        CheckSettings(app);
        if (line.Command is Command.Backup or Command.Restore)
        {
            await ArchiveCommand.RunAsync(app.Services, line, Console.Out);
            return 0;
        }

        var newAccount = line.Command == Command.CreateAccount ? AccountCommand.NameToCreate(app.Configuration) : null;
        await app.Services.OpenStorageAsync(CancellationToken.None);
        if (newAccount is not null)
        {
            await AccountCommand.RunAsync(app.Services.GetRequiredService<AccountStore>(), newAccount, Console.Out, CancellationToken.None);
            return 0;
        }

        return line.Command == Command.Doctor
            ? await DoctorCommand.RunAsync(app.Services.GetRequiredService<Checkup>(), Console.Out, CancellationToken.None)
            : null;
    }

    private static void CheckSettings(WebApplication app)
    {
        var sections = app.Services.GetServices<SettingsSection>();
        List<string> problems = [.. new SettingsCheck(app.Configuration, sections, app.Services).Problems(), .. ListenAddress.Problems(app.Configuration)];
        if (problems.Count > 0)
        {
            throw new StartException(string.Join(Environment.NewLine, problems));
        }
    }

    /// <summary>Serves until the process is asked to stop.</summary>
    /// <exception cref="StartException">The key does not fit, or what a feature needs cannot be had.</exception>
    public static async Task ServeAsync(this WebApplication app)
    {
        var folder = app.Services.GetRequiredService<DataFolder>();
        Console.WriteLine($"Ponte {Version()}");
        Console.WriteLine($"Data folder: {folder.Path}");
        await app.Services.GetRequiredService<KeyCheck>().RunAsync(CancellationToken.None);
        if (app.Services.GetRequiredService<EncryptionKey>().IsNew)
        {
            Console.WriteLine($"An encryption key was generated into {folder.EncryptionKey}. Keep a copy of it in a safe place: without it the stored tokens are lost.");
        }

        var account = await app.Services.GetRequiredService<FirstAccount>().CreateAsync(CancellationToken.None);
        if (account.Token is not null)
        {
            // Before listening: whatever happens then, the token was seen.
            Console.WriteLine($"The account \"{FirstAccount.Name}\" was created. This is its TokenAccount, shown only this once:");
            Console.WriteLine();
            Console.WriteLine(account.Token);
            Console.WriteLine();
        }

        // Those of an earlier run: whoever listens there now is somebody else.
        File.Delete(folder.Addresses);
        EndInTime(app.Services);
        await StartAsync(app);
        app.Services.GetRequiredService<StartLogGate>().Open();
        Console.WriteLine($"Listening on {string.Join(", ", app.Urls)}");
        await File.WriteAllLinesAsync(folder.Addresses, app.Urls);
        if (account.IsNew)
        {
            Console.WriteLine($"Dashboard: {app.Urls.First()} (sign in with the TokenAccount)");
            Console.WriteLine($"API reference: {app.Urls.First()}/docs");
        }

        await app.WaitForShutdownAsync();
    }

    // What did start is stopped in order before the reason is told.
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }
    }

    // What has not ended by then is left as it is, as a kill would leave it.
    private static void EndInTime(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(
            () => _ = time.CreateTimer(static _ => Environment.Exit(0), null, StopLimit, Timeout.InfiniteTimeSpan));
    }

    private static string Version() => typeof(Startup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
