using System.Globalization;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// The <c>source_key</c> of one part of an agent's message, <c>cw:&lt;integration&gt;:&lt;message&gt;:&lt;revision&gt;:&lt;part&gt;</c>: Chatwoot's Retry makes the next
/// revision of the parts that failed.
/// </summary>
internal readonly record struct PartKey(string IntegrationId, long MessageId, int Revision, int Part)
{
    /// <summary>The part as the next Retry sends it.</summary>
    public PartKey Next => this with { Revision = Revision + 1 };

    /// <summary>The part as it was sent before; of revision 0 there is none.</summary>
    public PartKey Previous => this with { Revision = Revision - 1 };

    /// <summary>How the keys of everything that a Chatwoot message led to begin.</summary>
    public static string PrefixOf(string integrationId, long messageId) => string.Create(CultureInfo.InvariantCulture, $"cw:{integrationId}:{messageId}:");

    /// <summary>Reads a key; null when it is another fact's.</summary>
    public static PartKey? Find(string key) =>
        key.Split(':') is ["cw", var integration, var message, var revision, var part]
        && long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var messageId)
        && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var revisionNumber)
        && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var partNumber)
            ? new PartKey(integration, messageId, revisionNumber, partNumber)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(IntegrationId, MessageId)}{Revision}:{Part}");
}
