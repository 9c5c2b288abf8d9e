using System.Globalization;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>Where events of an instance are posted, as its row says.</summary>
/// <param name="Id">Its id; its lanes are <c>webhook:&lt;id&gt;</c>.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Label">Its name among the instance's webhooks.</param>
/// <param name="Enabled">Whether events are posted. Disabled, it has neither address nor secrets.</param>
/// <param name="Url">The address; empty when disabled.</param>
/// <param name="SealedAuthorization">The <c>Authorization</c> header, encrypted; null: none.</param>
/// <param name="SealedSecret">What deliveries are signed with, encrypted; null: they are not.</param>
/// <param name="ByEvents">Whether the type of the event is appended to the address.</param>
/// <param name="Events">Which types; empty: all.</param>
/// <param name="MediaBase64">Whether files go along.</param>
internal sealed record Webhook(
    long Id, string InstanceId, string Label, bool Enabled, string Url, string? SealedAuthorization, string? SealedSecret, bool ByEvents, IReadOnlyList<string> Events, bool MediaBase64)
{
    /// <summary>The label of a webhook that was given none.</summary>
    public const string DefaultLabel = "default";

    /// <summary>The destination of its deliveries.</summary>
    public string Destination => string.Create(CultureInfo.InvariantCulture, $"{Deliveries.Destination.Webhook}:{Id}");

    /// <summary>What associates an encrypted column with its row.</summary>
    public static string Context(string instanceId, string label, string column) => $"webhook:{instanceId}:{label}:{column}";

    /// <summary>The id alone: the address may open something.</summary>
    public override string ToString() => Destination;
}
