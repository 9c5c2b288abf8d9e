using System.Globalization;
using System.Text.RegularExpressions;

namespace Ponte.SystemTests.Packaging;

/// <summary>
/// A container as Docker would run it with <c>read_only</c>, without Docker: the image's user, variables and entry point in a root of its own that nobody can write to but for
/// <c>/data</c> and <c>/tmp</c>. The system below it is this machine's. Needs root on Linux.
/// </summary>
internal sealed partial class Container : IAsyncDisposable
{
    // $1 the new root, $2 the published gateway, $3 the engine, $4 the data folder; then the command.
    private const string Enter = """
        set -e
        root=$1 app=$2 engine=$3 data=$4
        shift 4
        mount -t tmpfs -o mode=755 ponte "$root"
        for folder in bin etc lib lib64 opt sbin usr var dev proc; do
          [ -e /$folder ] || continue
          mkdir "$root/$folder"
          mount --rbind /$folder "$root/$folder"
          case $folder in dev|proc) ;; *) mount -o remount,bind,ro "$root/$folder" ;; esac
        done
        mkdir "$root/app" "$root/data" "$root/tmp"
        cp -r "$app/." "$root/app"
        mkdir -p "$root/app/engine"
        mount --bind "$engine" "$root/app/engine"
        mount -o remount,bind,ro "$root/app/engine"
        mount --bind "$data" "$root/data"
        mount -t tmpfs -o mode=1777 ponte "$root/tmp"
        mount -o remount,ro "$root"
        exec chroot "$root" "$@"
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly ImageRecipe _recipe;
    private readonly Dictionary<string, string> _environment;
    private ChildProcess? _process;

    private Container(ImageRecipe recipe, IReadOnlyDictionary<string, string> more)
    {
        _recipe = recipe;
        _environment = recipe.Environment;
        _environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

        // On this machine alone, and on a port that is free.
        _environment["ASPNETCORE_URLS"] = "http://127.0.0.1:" + FreePort.Next().ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in more)
        {
            _environment[name] = value;
        }
    }

    public Uri BaseUrl => new(_environment["ASPNETCORE_URLS"]);

    /// <summary>What lies in <c>/data</c>.</summary>
    public string Data => _folder.File("data");

    /// <summary>Starts one and waits until it serves.</summary>
    public static async Task<Container> StartAsync(ImageRecipe recipe, IReadOnlyDictionary<string, string> environment)
    {
        Assert.SkipUnless(System.Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "A root file system of its own needs root on Linux.");
        var container = new Container(recipe, environment);
        try
        {
            await container.StartAsync();
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command in it to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public Task<string> ExecuteAsync(string[] command) => ChildProcess.RunAsync(
        "nsenter", ["--target", _process!.Id.ToString(CultureInfo.InvariantCulture), "--mount", "--root", .. AsUser(command)]);

    /// <summary>Stops it, and returns its exit code.</summary>
    public Task<int> StopAsync() => _process!.StopAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            TestContext.Current.TestOutputHelper!.WriteLine(_process.Tail(100));
        }

        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        var (user, group) = _recipe.User;
        Directory.CreateDirectory(Data);
        await ChildProcess.RunAsync("chown", [string.Create(CultureInfo.InvariantCulture, $"{user}:{group}"), Data]);
        var app = Path.GetDirectoryName(RepositoryRoot.Built("Gateway"))!;
        var engine = Path.Combine(RepositoryRoot.Path, "engine");
        string[] command = ["--mount", "sh", "-c", Enter, "enter", Directory.CreateDirectory(_folder.File("root")).FullName, app, engine, Data, .. AsUser(_recipe.Entrypoint)];
        _process = ChildProcess.Start("unshare", command);
        await _process.WaitForLineAsync(Listening(), TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    // Docker's no-new-privileges and cap_drop, and nothing of our own variables.
    private IEnumerable<string> AsUser(string[] command)
    {
        var (user, group) = _recipe.User;
        string[] privileges =
        [
            "setpriv", string.Create(CultureInfo.InvariantCulture, $"--reuid={user}"), string.Create(CultureInfo.InvariantCulture, $"--regid={group}"), "--clear-groups",
            "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--pdeathsig=KILL",
        ];
        return [.. privileges, "env", "-i", "-C", _recipe.WorkingDirectory, .. _environment.Select(variable => $"{variable.Key}={variable.Value}"), .. command];
    }

    [GeneratedRegex("Listening on ")]
    private static partial Regex Listening();
}
