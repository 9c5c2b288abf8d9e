using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Baileys;

/// <summary>What a session is asked beside sending. An engine that gives no answer is trouble that passes.</summary>
internal sealed partial class BaileysSession
{
    public Task<MediaAnswer> DownloadAsync(MediaReference file, string path, long maxBytes, CancellationToken cancellationToken) => TryAskAsync(
        rpc => rpc.DownloadAsync(Id, file, path, maxBytes, cancellationToken),
        new MediaAnswer.Failed("The WhatsApp engine is not running."));

    public Task SetTypingAsync(ChatId chat, TypingState state, CancellationToken cancellationToken) =>
        TryAskAsync(rpc => rpc.SetTypingAsync(Id, chat, state, cancellationToken), false);

    public Task<bool> MarkReadAsync(ChatId chat, IReadOnlyList<MessageAddress> messages, CancellationToken cancellationToken) =>
        TryAskAsync(rpc => rpc.MarkReadAsync(Id, chat, messages, cancellationToken), false);

    public Task<UserLookUp> FindUserAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken) =>
        TryAskAsync(rpc => rpc.FindUserAsync(Id, numbers, cancellationToken), new UserLookUp.Unavailable());

    public Task<ProfileAnswer> ReadProfileAsync(ChatId chat, string? knownPicture, string picturePath, CancellationToken cancellationToken) => TryAskAsync(
        rpc => rpc.ReadProfileAsync(Id, chat, knownPicture, picturePath, cancellationToken),
        new ProfileAnswer.Unavailable());

    public Task<IReadOnlyList<GroupMember>?> GroupMembersAsync(ChatId group, CancellationToken cancellationToken) =>
        TryAskAsync(rpc => rpc.GroupMembersAsync(Id, group, cancellationToken), null);

    private async Task<T> TryAskAsync<T>(Func<EngineRpc, Task<T>> ask, T unavailable)
    {
        if (_attachment?.Current is not { } run)
        {
            return unavailable;
        }

        try
        {
            return await ask(run.Rpc);
        }
        catch (EngineRpcException e)
        {
            LogTrouble(_context.Logger, Id, e.Message);
            return unavailable;
        }
    }
}
