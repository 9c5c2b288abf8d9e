using Ponte.Gateway.Accounts;
using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Backup;
using Ponte.Gateway.Baileys;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.ChatActions;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Dashboard;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Doctor;
using Ponte.Gateway.Egress;
using Ponte.Gateway.Events;
using Ponte.Gateway.Groups;
using Ponte.Gateway.History;
using Ponte.Gateway.Hosting;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Ledger;
using Ponte.Gateway.Media;
using Ponte.Gateway.Messages;
using Ponte.Gateway.Messages.Sending;
using Ponte.Gateway.Profile;
using Ponte.Gateway.Sandbox;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;

return args is ["health", .. var settings]
    ? await StartReport.RunAsync(Console.Error, () => HealthCommand.RunAsync(settings, Console.Out))
    : await StartReport.RunAsync(Console.Error, async () =>
{
    var line = CommandLine.Read(args);
    var builder = PonteHost.CreateBuilder(line.Settings);
    builder.AddHosting(isQuiet: line.Command == Command.Doctor).Services
        .AddStorage(line.Use).AddSecrets().AddBackup().AddDoctor(inServer: line.Command == Command.Serve)
        .AddChats().AddDeliveries().AddEvents().AddAccounts().AddInstances().AddApi()
        .AddMedia().AddMessages().AddHistory().AddChatActions().AddGroups().AddEgress().AddBridge().AddLedger().AddBaileys().AddSandbox(builder.Configuration).AddDashboard();

    await using var app = builder.Build();
    if (await app.RunCommandAsync(line) is { } exitCode)
    {
        return exitCode;
    }

    app.UseApi();
    app.UseDashboard();
    app.MapHealth(TimeProvider.System);
    app.MapMetrics();
    app.MapApiReference();
    app.MapInstances();
    app.MapEvents();
    app.MapBridge();
    app.MapMessages();
    app.MapMessageChanges();
    app.MapLedger();
    app.MapHistory();
    app.MapGroups();
    app.MapProfile();
    app.MapChatActions();
    app.MapUnsupported();
    app.MapSandbox();
    app.MapDashboard();
    await app.ServeAsync();
    return 0;
});
