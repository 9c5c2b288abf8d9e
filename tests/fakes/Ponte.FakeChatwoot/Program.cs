using Ponte.FakeChatwoot;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
var version = configuration["Fake:Version"] ?? "4.15.1";
var settings = configuration.GetSection("Fake").Get<FakeSettings>() ?? new FakeSettings();
var urls = configuration["urls"] is null && configuration["ASPNETCORE_URLS"] is null ? ["--urls", "http://127.0.0.1:3000"] : Array.Empty<string>();

if (!ChatwootVersions.IsKnown(version))
{
    Console.Error.WriteLine($"Fake:Version must be 4.15.1 or 4.3.0, not '{version}'.");
    return 1;
}

var (app, _) = FakeChatwootApp.Build([.. args, .. urls], version, settings);
await app.StartAsync();
StartupText.Print(FakeChatwootServer.Address(app), version);
await app.WaitForShutdownAsync();
return 0;
