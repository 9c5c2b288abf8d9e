using Ponte.Gateway.Accounts;
using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
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

return await StartReport.RunAsync(Console.Error, async () =>
{
    var builder = PonteHost.CreateBuilder(args);
    var isDoctor = DoctorCommand.IsAsked(args, builder);
    var newAccount = isDoctor ? null : AccountCommand.NameToCreate(args, builder.Configuration);
    builder.AddHosting().Services
        .AddStorage(isDoctor ? DataFolderUse.Inspect : newAccount is null ? DataFolderUse.Serve : DataFolderUse.Add).AddSecrets().AddDoctor(inServer: !isDoctor)
        .AddChats().AddDeliveries().AddEvents().AddAccounts().AddInstances().AddApi()
        .AddMedia().AddMessages().AddHistory().AddChatActions().AddGroups().AddEgress().AddBridge().AddLedger().AddBaileys().AddSandbox(builder.Configuration).AddDashboard();

    await using var app = builder.Build();
    await app.OpenAsync();
    if (isDoctor)
    {
        return await DoctorCommand.RunAsync(app.Services.GetRequiredService<Checkup>(), Console.Out, CancellationToken.None);
    }

    if (newAccount is not null)
    {
        await AccountCommand.RunAsync(app.Services.GetRequiredService<AccountStore>(), newAccount, Console.Out, CancellationToken.None);
        return 0;
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
