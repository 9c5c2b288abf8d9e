using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events.Payloads;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>One delivery per event and enabled webhook, in a lane of that chat and that webhook: a dead receiver holds up nobody else.</summary>
internal sealed class WebhookRoute(WebhookStore webhooks)
{
    /// <summary>An <see cref="EventRoute"/>.</summary>
    public async ValueTask<IReadOnlyList<NewDelivery>> RouteAsync(Happening happening, CancellationToken cancellationToken) =>
        ToldEvent.Of(happening) is { } told
            ? await RowsAsync(told, KeyOf(happening), TargetOf(happening.Event), happening.Event.SentAt, cancellationToken)
            : [];

    /// <summary>A <see cref="NewsRoute"/>.</summary>
    public ValueTask<IReadOnlyList<NewDelivery>> RouteAsync(InstanceNews news, CancellationToken cancellationToken)
    {
        var key = news is LabelNews { Label: var label }
            ? string.Create(CultureInfo.InvariantCulture, $"label:{label.SentAt.ToUnixTimeMilliseconds()}:{label.Change}:{label.Label}:{label.Chat?.Value}")
            : string.Create(CultureInfo.InvariantCulture, $"state:{news.At.UtcTicks}");
        return RowsAsync(ToldEvent.Of(news), key, key, news.At, cancellationToken);
    }

    private async ValueTask<IReadOnlyList<NewDelivery>> RowsAsync(ToldEvent told, string key, string target, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var wanted = (await webhooks.FindAsync(told.InstanceId, cancellationToken))
            .Where(webhook => webhook.Enabled && EventName.Passes(webhook.Events, told.Name)).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var payload = told.ToJson();
        return
        [
            .. wanted.Select(webhook => new NewDelivery(
                new LaneKey(told.InstanceId, told.ChatId, webhook.Destination), DeliveryKind.Event, key, target, payload) { ReceivedAt = at }),
        ];
    }

    // A message that could not be decrypted comes again under the same id. A receipt has no id of its own: it is what it says.
    private static string KeyOf(Happening happening) => happening.Event switch
    {
        MessageReceived { Content: IncomingUndecryptable, Id: var id } => NewDelivery.EventKey(happening.ChatId, id, "undecryptable"),
        MessageReceived message => NewDelivery.MessageKey(happening.ChatId, message.Id),
        MessageEvent other => NewDelivery.EventKey(happening.ChatId, other.Id, other.GetType().Name),
        ReceiptReceived receipt => $"{NewDelivery.MessageKeyPrefix(happening.ChatId)}receipt:{DigestOf(receipt)}",
        _ => throw new InvalidOperationException($"{happening.Event} is not told outside"),
    };

    private static string DigestOf(ReceiptReceived receipt)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{receipt.Level} {receipt.FromMe} {receipt.Sender} {receipt.SentAt.ToUnixTimeMilliseconds()} {string.Join(' ', receipt.Messages.Select(message => message.Value))}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    private static string TargetOf(ChatEvent happened) => happened switch
    {
        MessageEvent message => message.Id.Value,
        ReceiptReceived { Messages: [.., var last] } => last.Value,
        _ => "",
    };
}
