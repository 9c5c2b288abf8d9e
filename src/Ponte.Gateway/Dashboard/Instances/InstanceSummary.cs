using Ponte.Gateway.Instances;
using Ponte.Gateway.Instances.Connections;

namespace Ponte.Gateway.Dashboard.Instances;

/// <summary>What can be told of an instance at a glance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Connection">How its phone stands.</param>
/// <param name="ChatwootStatus">As the API tells it (http-contract §9); null without an integration.</param>
/// <param name="ChatwootError">An <see cref="Bridge.IntegrationError"/>; empty when healthy.</param>
/// <param name="ChatwootInbox">The inbox's name; null without an integration.</param>
/// <param name="Waiting">How many messages wait.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="OldestSince">Since when the oldest of those that wait has waited; null when none does.</param>
internal sealed record InstanceSummary(
    Instance Instance, InstanceConnection Connection, string? ChatwootStatus, string ChatwootError, string? ChatwootInbox, long Waiting, long Failed, DateTimeOffset? OldestSince)
{
    /// <summary>The linked number as people write it; null while no phone is linked.</summary>
    public string? Number => Connection.Self is { } self ? ChatName.NumberOf(string.Concat(self.TakeWhile(char.IsAsciiDigit)) + "@s.whatsapp.net") : null;
}
