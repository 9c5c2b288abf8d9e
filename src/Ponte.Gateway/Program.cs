using Ponte.Gateway.Accounts;
using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Backup;
using Ponte.Gateway.Baileys;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.ChatActions;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
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

return await StartReport.RunAsync(Console.Error, async () =>
{
    var line = CommandLine.Read(args);
    var builder = PonteHost.CreateBuilder(line.Settings);
    if (line.Command == Command.Health)
    {
        await HealthCommand.RunAsync(builder.Configuration, Console.Out);
        return;
    }

    builder.AddHosting().Services
        .AddStorage(line.IsBesideServer).AddSecrets().AddBackup()
        .AddChats().AddDeliveries().AddEvents().AddAccounts().AddInstances().AddApi()
        .AddMedia().AddMessages().AddHistory().AddChatActions().AddEgress().AddBridge().AddLedger().AddBaileys().AddSandbox(builder.Configuration);

    await using var app = builder.Build();
    app.CheckSettings();
    if (line.Command is Command.Backup or Command.Restore)
    {
        await ArchiveCommand.RunAsync(app.Services, line, Console.Out);
        return;
    }

    var newAccount = line.Command == Command.CreateAccount ? AccountCommand.NameToCreate(app.Configuration) : null;
    await app.Services.OpenStorageAsync(CancellationToken.None);
    if (newAccount is not null)
    {
        await AccountCommand.RunAsync(app.Services.GetRequiredService<AccountStore>(), newAccount, Console.Out, CancellationToken.None);
        return;
    }

    app.UseApi();
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
    await app.ServeAsync();
});
