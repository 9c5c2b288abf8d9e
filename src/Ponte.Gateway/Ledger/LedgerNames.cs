using System.Text.RegularExpressions;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Ledger;

/// <summary>The names that a caller may give, and what is said of others.</summary>
internal static partial class LedgerNames
{
    public const string StateProblem = "state must be pending, done, failed or discarded";

    public const string DestinationProblem = "destination must be whatsapp, chatwoot, chatwoot-media, chatwoot-profile, s3, webhook or webhook:<id>";

    /// <summary>Every destination that can be asked for; <see cref="Destination.Webhook"/> stands for every webhook.</summary>
    public static IReadOnlyList<string> Destinations { get; } = [Destination.WhatsApp, Destination.Chatwoot, Destination.ChatwootMedia, Destination.ChatwootProfile, Destination.S3, Destination.Webhook];

    private static readonly string[] Kinds =
    [
        DeliveryKind.Message, DeliveryKind.Status, DeliveryKind.Note, DeliveryKind.Edit, DeliveryKind.Delete, DeliveryKind.Reaction, DeliveryKind.Vote, DeliveryKind.Call,
        DeliveryKind.Group, DeliveryKind.Read, DeliveryKind.Media, DeliveryKind.Profile, DeliveryKind.Identity, DeliveryKind.Event,
    ];

    public static string KindProblem { get; } = $"kind must be one of {string.Join(", ", Kinds)}";

    public static bool IsState(string text) => DeliveryState.All.Contains(text, StringComparer.Ordinal);

    public static bool IsDestination(string text) => Destinations.Contains(text, StringComparer.Ordinal) || Webhook().IsMatch(text);

    public static bool IsKind(string text) => Kinds.Contains(text, StringComparer.Ordinal);

    /// <summary>Whether a row for it needs a Chatwoot inbox.</summary>
    public static bool IsChatwoot(string destination) => destination.StartsWith(Destination.Chatwoot, StringComparison.Ordinal);

    [GeneratedRegex(@"\Awebhook:[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Webhook();
}
