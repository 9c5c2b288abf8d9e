using Microsoft.AspNetCore.Http.Features;
using Ponte.FakeChatwoot.Attachments;
using Ponte.FakeChatwoot.Cable;
using Ponte.FakeChatwoot.Contacts;
using Ponte.FakeChatwoot.Control;
using Ponte.FakeChatwoot.Conversations;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Faults;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Inboxes;
using Ponte.FakeChatwoot.Messages;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.PublicApi;
using Ponte.FakeChatwoot.Webhooks;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot;

/// <summary>Puts the parts of the double together.</summary>
internal static class FakeChatwootApp
{
    private const long BodyLimit = 200_000_000;

    public static (WebApplication App, FakeChatwootControl Control) Build(string[] args, string version, FakeSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
        });
        builder.Services.Configure<FormOptions>(static form => form.MultipartBodyLengthLimit = BodyLimit);
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        var app = builder.Build();

        var random = new FakeRandom();
        var world = new ChatwootWorld(TimeProvider.System, ChatwootVersions.Parse(version)) { Settings = settings with { Initial = settings } };
        var cable = new CableHub(world, random);
        var webhooks = new WebhookQueue(world, random);
        var faults = new FaultBook(random);
        var requests = new RequestLog(world.Time);
        var throttles = new Throttles(world);
        var control = new FakeChatwootControl(world, cable, faults, random, requests, throttles);
        var injection = new FaultInjection(faults, world.Time, app.Services.GetRequiredService<ILogger<FaultInjection>>());

        app.Lifetime.ApplicationStarted.Register(() => world.FrontendUrl = app.Configuration["Fake:FrontendUrl"] ?? FakeChatwootServer.Address(app));
        app.Lifetime.ApplicationStopping.Register(cable.DropAll);
        app.Lifetime.ApplicationStopping.Register(webhooks.Dispose);

        UseRails(app);
        app.Use((http, next) => requests.InvokeAsync(http, new RequestDelegate(_ => next(http))));
        app.Use((HttpContext http, RequestDelegate next) => injection.InvokeAsync(http, next));
        app.Use((HttpContext http, RequestDelegate next) => throttles.InvokeAsync(http, next));
        app.UseWebSockets();
        app.MapControl(control);
        app.MapCable(world, cable, app.Lifetime.ApplicationStopping);
        MapChatwoot(app, world, cable, webhooks);
        app.MapFallback("{*path}", static http => ErrorPages.WriteAsync(http, 404, "Not Found"));
        return (app, control);
    }

    /// <summary>Routing first, so that log and faults know the route; a raw dot in a public address matches no route (contract 7).</summary>
    private static void UseRails(WebApplication app)
    {
        app.Use(static (http, next) =>
        {
            if (PublicLookup.HasRawDot(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget))
            {
                http.Request.Path = "/no/such/route";
            }

            return next(http);
        });
        app.UseRouting();
    }

    private static void MapChatwoot(WebApplication app, ChatwootWorld world, CableHub cable, WebhookQueue webhooks)
    {
        var api = new Api(app, world);
        var events = new EventBus(world, cable, webhooks);
        var blobs = new BlobStore(world);
        var statuses = new ConversationStatus(world, events);
        var messages = new MessageBuilder(world, events, blobs, statuses);
        var changes = new MessageChanges(world, events, blobs);
        var rows = new ContactInboxes(world);
        var assignment = new AutoAssignment(world, events, statuses);
        var creation = new ConversationCreation(world, rows, messages, assignment);
        webhooks.Failed = changes.FailDelivery;

        api.MapProfile();
        api.MapAgentBots();
        api.MapAccountWebhooks();
        new InboxEndpoints(world, events, new InboxRemoval(world)).Map(api);
        new InboxMemberEndpoints(world, events).Map(api);
        new ContactEndpoints(world, events, rows, new Avatars(world, blobs)).Map(api);
        new ContactInboxEndpoints(world, rows).Map(api);
        new ContactSearchEndpoints(world).Map(api);
        new ConversationEndpoints(world, creation, statuses).Map(api);
        new ConversationActionEndpoints(world, events, statuses).Map(api);
        new ConversationAttributeEndpoints(world, events, statuses).Map(api);
        new MessageEndpoints(world, messages, changes).Map(api);
        new PublicContactEndpoints(world, events, rows).Map(api);
        new PublicConversationEndpoints(world, events, creation, messages, changes, assignment).Map(api);
        app.MapAttachments(world, blobs);
    }
}
