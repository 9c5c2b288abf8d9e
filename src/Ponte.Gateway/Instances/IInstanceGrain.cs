using Orleans.Concurrency;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances;

/// <summary>Owns the WhatsApp session of one instance. Key: the instance's id.</summary>
internal interface IInstanceGrain : IGrainWithStringKey
{
    /// <summary>Takes the lease and opens the session; nothing happens when it is open already or another node holds the lease.</summary>
    Task StartAsync();

    /// <summary>The session's state; <see cref="SessionState.Disconnected"/> when it is not open here.</summary>
    [AlwaysInterleave]
    Task<SessionState> GetStateAsync();

    /// <summary>Sends and waits for WhatsApp's acknowledgement. Interleaves: order is the lanes' business, and one upload must not stop other chats.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:02:00")]
    Task<SendAnswer> SendAsync(OutgoingMessage message);

    /// <summary>Closes the session, removes what the engine kept for it, and gives the lease back.</summary>
    Task DeleteAsync();
}
