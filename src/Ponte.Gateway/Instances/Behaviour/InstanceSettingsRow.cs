namespace Ponte.Gateway.Instances.Behaviour;

// What Dapper reads and writes: switches are 0 or 1.
internal sealed class InstanceSettingsRow
{
    public string InstanceId { get; init; } = "";

    public long AutoRejectCalls { get; init; }

    public string CallRejectMessage { get; init; } = "";

    public long IgnoreGroupMessages { get; init; }

    public long KeepOnlineStatus { get; init; }

    public long AutoReadMessages { get; init; }

    public long DisableHistorySync { get; init; }

    public long IgnoreStatus { get; init; }

    public InstanceSettings ToSettings() => new()
    {
        AutoRejectCalls = AutoRejectCalls != 0,
        CallRejectMessage = CallRejectMessage,
        IgnoreGroupMessages = IgnoreGroupMessages != 0,
        KeepOnlineStatus = KeepOnlineStatus != 0,
        AutoReadMessages = AutoReadMessages != 0,
        DisableHistorySync = DisableHistorySync != 0,
        IgnoreStatus = IgnoreStatus != 0,
    };
}
