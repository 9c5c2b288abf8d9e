using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Events;

/// <summary>A label of an instance changed.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Label">What happened to it.</param>
internal sealed record LabelNews(string InstanceId, LabelChanged Label) : InstanceNews(InstanceId, Label.SentAt)
{
    /// <summary>The kind only: labels are people's words.</summary>
    public override string ToString() => $"label of {InstanceId} is {Label.Change}";
}
