using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances.Behaviour;

/// <summary>A partial update of <see cref="InstanceSettings"/>: null keeps what is there.</summary>
internal sealed record InstanceSettingsChange(
    bool? AutoRejectCalls,
    string? CallRejectMessage,
    bool? IgnoreGroupMessages,
    bool? KeepOnlineStatus,
    bool? AutoReadMessages,
    bool? DisableHistorySync,
    bool? IgnoreStatus)
{
    // A line of text to a caller, not a letter.
    private const int MaxMessageLength = 1024;

    private static readonly InstanceSettingsChange Nothing = new(null, null, null, null, null, null, null);

    /// <summary>Whether it changes nothing at all.</summary>
    public bool IsEmpty => this == Nothing;

    /// <summary>Reads the seven fields; what is wrong with them is reported there.</summary>
    public static InstanceSettingsChange Read(JsonFields fields) => new(
        fields.Flag("autoRejectCalls"),
        fields.Text("callRejectMessage", MaxMessageLength),
        fields.Flag("ignoreGroupMessages"),
        fields.Flag("keepOnlineStatus"),
        fields.Flag("autoReadMessages"),
        fields.Flag("disableHistorySync"),
        fields.Flag("ignoreStatus"));
}
