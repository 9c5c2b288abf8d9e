using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Instances.Behaviour;

/// <summary>How an instance behaves (http-contract 5.5). The names are the API's, so it is answered as it is.</summary>
internal sealed record InstanceSettings
{
    /// <summary>What holds until the owner chooses.</summary>
    public static InstanceSettings Default { get; } = new();

    /// <summary>Reject incoming calls.</summary>
    public bool AutoRejectCalls { get; init; }

    /// <summary>Sent to a caller whose call was rejected; empty sends nothing.</summary>
    public string CallRejectMessage { get; init; } = "";

    /// <summary>Drop what comes from groups.</summary>
    public bool IgnoreGroupMessages { get; init; }

    /// <summary>Show the number as online while connected.</summary>
    public bool KeepOnlineStatus { get; init; }

    /// <summary>Tell senders "read" for each message.</summary>
    public bool AutoReadMessages { get; init; }

    /// <summary>Do not take the history that the phone offers when it is linked.</summary>
    public bool DisableHistorySync { get; init; } = true;

    /// <summary>Drop the statuses ("stories") of contacts.</summary>
    public bool IgnoreStatus { get; init; }

    /// <summary>Whether the owner does not want to hear of this.</summary>
    public bool Ignores(ChatEvent happened) =>
        (IgnoreGroupMessages && happened.Chat.Kind == ChatKind.Group) || (IgnoreStatus && happened is MessageReceived { IsStatus: true });
}
