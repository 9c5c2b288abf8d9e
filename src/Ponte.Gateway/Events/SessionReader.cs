using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Buckets;
using Ponte.Gateway.Telemetry;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Events;

/// <summary>
/// The ordered reader of one session: takes events in batches, finds each one's chat, stores the rows, and only then acknowledges. What was
/// not acknowledged comes again and is absorbed.
/// </summary>
internal sealed partial class SessionReader(
    MessageIdentities identities,
    ObjectNaming objects,
    DeliveryQueue queue,
    LaneStore lanes,
    LaneWaker waker,
    IEnumerable<EventRoute> routes,
    IEnumerable<EventRecord> records,
    IEnumerable<EventListener> listeners,
    IEnumerable<EventStored> stored,
    ConnectionNews connections,
    InstanceSettingsStore settings,
    TimeProvider time,
    ILogger<SessionReader> logger)
{
    private const int MaxBatch = 128;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Reads until the session is disposed or <paramref name="stopping"/>.</summary>
    /// <param name="instanceId">Whose session it is.</param>
    /// <param name="session">The session.</param>
    /// <param name="connectionChanged">Told that <see cref="IWhatsAppSession.Status"/> is worth a look. Must not wait.</param>
    /// <param name="stopping">Ends the reading.</param>
    public async Task ReadAsync(string instanceId, IWhatsAppSession session, Action connectionChanged, CancellationToken stopping)
    {
        Activity.Current = null;
        var batch = new List<JournaledEvent>(MaxBatch);
        SessionStatus? status = null;
        while (await session.Events.WaitToReadAsync(stopping))
        {
            Fill(batch, session.Events);
            if (batch.Any(journaled => journaled.Event is ConnectionChanged))
            {
                connectionChanged();
            }

            var changes = connections.Read(instanceId, batch, ref status);
            while (!await TryStoreAsync(instanceId, session, batch, changes, stopping))
            {
                await Task.Delay(Pause, time, stopping);
            }
        }
    }

    private static void Fill(List<JournaledEvent> batch, ChannelReader<JournaledEvent> events)
    {
        batch.Clear();
        while (batch.Count < MaxBatch && events.TryRead(out var next))
        {
            batch.Add(next);
        }
    }

    private async Task<bool> TryStoreAsync(
        string instanceId, IWhatsAppSession session, List<JournaledEvent> batch, IReadOnlyList<StateChange> changes, CancellationToken stopping)
    {
        try
        {
            await StoreAsync(instanceId, session, batch, stopping);
            await connections.TellAsync(changes, stopping);
            return true;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogStoreFailed(exception, instanceId);
            return false;
        }
    }

    private async Task StoreAsync(string instanceId, IWhatsAppSession session, List<JournaledEvent> batch, CancellationToken stopping)
    {
        var taken = new Taken(new List<NewDelivery>(batch.Count), [], []);
        foreach (var journaled in batch)
        {
            switch (journaled.Event)
            {
                case ChatEvent happened:
                    await TakeAsync(taken, instanceId, happened, stopping);
                    break;
                case IdentityLinked linked:
                    // What came before is stored before: what it leads to joins the lanes behind that.
                    await EnqueueAsync(taken, stopping);
                    await identities.LinkAsync(instanceId, linked.Lid, linked.Phone, stopping);
                    break;
                case LabelChanged label:
                    await connections.TellAsync([new LabelNews(instanceId, label)], stopping);
                    break;
                case not ConnectionChanged:
                    await TellAsync(instanceId, null, journaled.Event, stopping);
                    break;
            }
        }

        await EnqueueAsync(taken, stopping);
        FaultPoint.Pass(FaultPoint.EventsStored);

        if (batch.Count > 0)
        {
            await session.AcknowledgeAsync(batch[^1].Position, stopping);
            FaultPoint.Pass(FaultPoint.EventsAcknowledged);
        }

        if (batch.Any(journaled => journaled.Event is ConnectionChanged { Status.State: SessionState.Connected }))
        {
            waker.Wake(await lanes.HurryAsync(instanceId, Destination.WhatsApp, stopping));
        }
    }

    private async Task EnqueueAsync(Taken taken, CancellationToken stopping)
    {
        if (taken.IsEmpty)
        {
            return;
        }

        if (taken.HasAnythingToWrite)
        {
            await queue.EnqueueAsync(taken.Rows, taken.Records.Count == 0 ? null : taken.WriteRecordsAsync, stopping);
        }

        foreach (var happening in taken.Happenings)
        {
            foreach (var tell in stored)
            {
                tell(happening);
            }
        }

        foreach (var heard in taken.Rows.Select(row => row.Trace).Distinct())
        {
            Traces.EndHeard(heard);
        }

        taken.Clear();
    }

    private async Task TakeAsync(Taken taken, string instanceId, ChatEvent happened, CancellationToken stopping)
    {
        if ((await settings.FindAsync(instanceId, stopping)).Ignores(happened)
            || (happened is MessageEvent { FromMe: true, Id: var id } && await lanes.IsOwnAsync(instanceId, id.Value, stopping)))
        {
            return;
        }

        FaultPoint.Pass(FaultPoint.EventsTaken);
        var heard = Traces.StartHeard("whatsapp receive", instanceId)?
            .SetTag(SpanTag.Kind, happened.GetType().Name)
            .SetTag(SpanTag.WhatsAppMessage, (happened as MessageEvent)?.Id.Value);
        var chat = await identities.ResolveAsync(instanceId, happened, stopping);
        heard?.SetTag(SpanTag.Chat, chat);
        using var scope = logger.BeginScope(new LogScope(instanceId, chat));
        var happening = await objects.NameAsync(new Happening(instanceId, chat, happened), stopping);
        taken.Happenings.Add(happening);
        var before = taken.Rows.Count;
        foreach (var route in routes)
        {
            taken.Rows.AddRange(await route(happening, stopping));
        }

        taken.Records.AddRange(records.Select(record => record(happening)).OfType<Func<DbTransaction, Task>>());
        await TellAsync(instanceId, chat, happened, stopping);
        if (taken.Rows.Count == before)
        {
            Traces.EndHeard(heard);
        }
    }

    private async Task TellAsync(string instanceId, long? chat, WhatsAppEvent happened, CancellationToken stopping)
    {
        foreach (var listener in listeners)
        {
            await listener(instanceId, chat, happened, stopping);
        }
    }

    // What the events of a batch lead to, until it is written.
    private sealed record Taken(List<NewDelivery> Rows, List<Func<DbTransaction, Task>> Records, List<Happening> Happenings)
    {
        public bool IsEmpty => Happenings.Count == 0;

        public bool HasAnythingToWrite => Rows.Count > 0 || Records.Count > 0;

        public async Task WriteRecordsAsync(DbTransaction transaction)
        {
            foreach (var record in Records)
            {
                await record(transaction);
            }
        }

        public void Clear()
        {
            Rows.Clear();
            Records.Clear();
            Happenings.Clear();
        }
    }

    [LoggerMessage(LogLevel.Error, "Events of instance {Instance} could not be stored; WhatsApp is told nothing until they are")]
    private partial void LogStoreFailed(Exception exception, string instance);
}
