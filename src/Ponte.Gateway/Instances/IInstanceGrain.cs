using Orleans.Concurrency;
using Ponte.Gateway.Instances.Connections;
using Ponte.Gateway.Instances.Serialization;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances;

/// <summary>
/// Owns the WhatsApp session of one instance. Key: the instance's id. What opens, closes or changes the session takes the grain's turn, one
/// after another; what only uses it interleaves.
/// </summary>
internal interface IInstanceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes the lease and opens the session; nothing happens when it is open already, is not wanted yet, or another node holds the lease.
    /// </summary>
    [ResponseTimeout("00:01:00")]
    Task StartAsync();

    /// <summary>The session's state; <see cref="SessionState.Disconnected"/> when it is not open here.</summary>
    [AlwaysInterleave]
    Task<SessionState> GetStateAsync();

    /// <summary>How the session stands, why, and since when.</summary>
    [AlwaysInterleave]
    Task<InstanceConnection> GetConnectionAsync();

    /// <summary>Sends and waits for WhatsApp's acknowledgement. Interleaves: order is the lanes' business, and one upload must not stop other chats.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:12:00")]
    Task<SendAnswer> SendAsync(OutgoingMessage message);

    /// <summary>Fetches a received file to a path of this node, streamed. Interleaves: a large one must not stop other chats.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:12:00")]
    Task<FetchAnswer> FetchAsync(MediaReference file, string path, long maxBytes);

    /// <summary>Shows in a chat that this number writes or records, or that it stopped. Best effort.</summary>
    /// <param name="chat">The chat's address.</param>
    /// <param name="state">What it does.</param>
    [AlwaysInterleave]
    [OneWay]
    Task SetTyping(string chat, TypingState state);

    /// <summary>Tells the senders of messages of one chat that they were read; false when that could not be told now.</summary>
    /// <param name="chat">The chat's address.</param>
    /// <param name="messageIds">The messages.</param>
    /// <param name="participants">Who wrote each of them, in a group; else nulls.</param>
    [AlwaysInterleave]
    Task<bool> MarkReadAsync(string chat, IReadOnlyList<string> messageIds, IReadOnlyList<string?> participants);

    /// <summary>Asks whether one of these numbers, forms of one person's, is on WhatsApp.</summary>
    /// <param name="numbers">Digits, the likeliest first.</param>
    [AlwaysInterleave]
    [ResponseTimeout("00:01:00")]
    Task<UserReply> FindUserAsync(IReadOnlyList<string> numbers);

    /// <summary>Asks for name and picture of a chat; null when WhatsApp could not be asked.</summary>
    /// <param name="chat">The chat's address.</param>
    /// <param name="knownPicture">The id of the picture the caller has; null: none.</param>
    /// <param name="picturePath">Where to put the picture, on this node, if it is another one.</param>
    [AlwaysInterleave]
    [ResponseTimeout("00:01:00")]
    Task<ProfileReply?> ReadProfileAsync(string chat, string? knownPicture, string picturePath);

    /// <summary>Who is in a group; null when WhatsApp could not be asked.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:01:00")]
    Task<IReadOnlyList<MemberReply>?> GroupMembersAsync(string group);

    /// <summary>Does what a number does beside writing; action and answer are those of <see cref="Ponte.WhatsApp.Json.ActionJson"/>.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:02:00")]
    Task<JsonSurrogate> ActAsync(JsonSurrogate action);

    /// <summary>
    /// Asks for a code that links a phone, and waits for it, about a minute at most. Interleaves, so that a logout or a deletion can end the wait.
    /// </summary>
    /// <param name="phoneDigits">The phone's number for a pairing code; null for a QR code.</param>
    /// <param name="historyDays">How many days of history to ask for; null leaves it to the settings.</param>
    [AlwaysInterleave]
    [ResponseTimeout("00:01:30")]
    Task<LinkReply> LinkAsync(string? phoneDigits, int? historyDays);

    /// <summary>Drops the connection and connects with what was saved.</summary>
    [ResponseTimeout("00:01:00")]
    Task<ReconnectReply> ReconnectAsync();

    /// <summary>Unlinks the phone; true also when none was linked. False when the engine could not be asked.</summary>
    [ResponseTimeout("00:01:00")]
    Task<bool> LogOutAsync();

    /// <summary>Hands the stored settings to the session, if it is open; what cannot be handed over is taken at the next opening.</summary>
    [ResponseTimeout("00:01:00")]
    Task ConfigureAsync();

    /// <summary>Unlinks the phone if that can be done, closes the session, removes what the engine kept for it, and gives the lease back.</summary>
    /// <param name="engine">The instance's engine, which is asked also when the instance's row is gone.</param>
    [ResponseTimeout("00:01:00")]
    Task DeleteAsync(string engine);
}
