using Microsoft.Extensions.Localization;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Ledger;

namespace Ponte.Gateway.Dashboard.Messages;

/// <summary>What a delivery is, in a visitor's language.</summary>
internal static class DeliveryWords
{
    // What Ponte itself tells agents, and no customer.
    private static readonly string[] ByPonte = [DeliveryKind.Status, DeliveryKind.Note, DeliveryKind.Profile, DeliveryKind.Identity];

    /// <summary>What it is, for example "Message".</summary>
    public static string KindOf(LedgerRow row, IStringLocalizer<Texts> texts) => texts["Delivery.Kind." + row.Kind];

    /// <summary>From where to where, for example "Customer → Chatwoot".</summary>
    public static string WayOf(LedgerRow row, IStringLocalizer<Texts> texts) => $"{texts["Delivery.From." + FromOf(row)]} → {DestinationOf(row.Destination, texts)}";

    /// <summary>Where it goes.</summary>
    public static string DestinationOf(string destination, IStringLocalizer<Texts> texts) => texts["Delivery.To." + destination.Split(':')[0]];

    /// <summary>Why it waits, has failed or needed nothing: in the visitor's language, else as it was noted down, in English; null when there is nothing to say.</summary>
    public static string? ReasonOf(string? code, string? noted, IStringLocalizer<Texts> texts) => Find("Delivery.Reason.", code, texts) ?? noted;

    /// <summary>What to do about it; null when there is nothing.</summary>
    public static string? AdviceOf(string? code, IStringLocalizer<Texts> texts) => Find("Delivery.Advice.", code, texts);

    /// <summary>What was noted down of an attempt, in English and with its details; behind the same in the visitor's language where it begins otherwise.</summary>
    public static string NotedOf(string code, string noted, IStringLocalizer<Texts> texts) =>
        ReasonOf(code, null, texts) is not { } known || noted.StartsWith(known, StringComparison.Ordinal) ? noted : $"{known} ({noted})";

    // WhatsApp and storages have more codes than there is to say: what has no text of its own shares that of its side, such as "s3".
    private static string? Find(string kind, string? code, IStringLocalizer<Texts> texts) =>
        new[] { code, code?.Split('_')[0] }.Select(key => texts[kind + key]).FirstOrDefault(text => !text.ResourceNotFound)?.Value;

    private static string FromOf(LedgerRow row) => row switch
    {
        { Destination: Destination.WhatsApp } when row.SourceKey.StartsWith("cw:", StringComparison.Ordinal) => "agent",
        { Destination: Destination.WhatsApp } => "program",
        _ when !LedgerNames.IsChatwoot(row.Destination) => "ponte",
        _ when ByPonte.Contains(row.Kind, StringComparer.Ordinal) => "ponte",
        _ => "customer",
    };
}
