namespace Ponte.Testing;

/// <summary>How to start the gateway.</summary>
public sealed record GatewayStart
{
    /// <summary>The token of the first account, given as <c>PONTE_ACCOUNT_TOKEN</c>.</summary>
    public const string AccountToken = "test-account-token-0123456789abcdef";

    /// <summary>The data folder; whoever gives it removes it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The server's assembly; the build with fault points unless told.</summary>
    public string? Assembly { get; init; }

    /// <summary>Settings such as <c>Ponte:RateLimit:PerMinute</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables, such as <c>PONTE_FAULT_POINT</c>; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The command line's end; a server's address unless told.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = ["--urls", "http://127.0.0.1:0"];

    /// <summary>Where the output's end goes when the gateway is disposed of, for example a test's output.</summary>
    public Action<string>? Report { get; init; }

    internal IReadOnlyDictionary<string, string?> Variables()
    {
        // Nothing of the surroundings may change what is tested.
        var variables = new Dictionary<string, string?>
        {
            ["PONTE_ACCOUNT_TOKEN"] = AccountToken,
            ["PONTE_ENCRYPTION_KEY"] = null,
            ["PONTE_FAULT_POINT"] = null,
            ["ASPNETCORE_URLS"] = null,
            ["ASPNETCORE_ENVIRONMENT"] = null,
            ["DOTNET_ENVIRONMENT"] = null,

            // What a killed gateway leaves among the temporary files goes with the test's own.
            ["TMPDIR"] = Path.GetDirectoryName(Path.GetFullPath(DataFolder)),
        };
        foreach (var (name, value) in Environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    internal IEnumerable<string> CommandLine(string assembly) =>
        [assembly, .. Arguments, $"--Ponte:DataPath={DataFolder}", .. Settings.Select(s => $"--{s.Key}={s.Value}")];
}
