using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Groups;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>What the phone's owner does beside writing. On disk before it is answered.</summary>
public sealed partial class SandboxPhone
{
    private byte[]? _own;

    /// <summary>Sets who asks to be let into a group that this phone made; false when it made none of that address.</summary>
    public bool SetJoinRequests(ChatId group, IReadOnlyList<UserId> users)
    {
        lock (_lock)
        {
            var own = SandboxOwn.Read(ReadOwn());
            if (!own.Groups.TryGetValue(group.Value, out var known))
            {
                return false;
            }

            known.Requests.Clear();
            known.Requests.AddRange(users.Select(user => user.Value));
            WriteOwn(own);
            return true;
        }
    }

    internal async Task<ActionAnswer<T>> ActAsync<T>(PhoneFiles files, SessionAction<T> action, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var picture = PictureOf(action) is { } path ? await KeepPictureAsync(files, path, cancellationToken) : null;
            var (value, happened) = Act(action, picture);
            if (happened is not null)
            {
                await ReceiveAsync(happened, CancellationToken.None);
            }

            return value is SandboxRefusal refusal ? new ActionRefused<T>(refusal.Code) : new ActionDone<T>((T)value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            LogSendNotWritten(_settings.Logger, e);
            return new ActionUnavailable<T>();
        }
    }

    private (object Value, WhatsAppEvent? Happened) Act(SessionAction action, string? picture)
    {
        lock (_lock)
        {
            var own = SandboxOwn.Read(ReadOwn());
            var actor = new SandboxActor(own, People(), picture, _settings.Time.GetUtcNow());
            var value = actor.Do(action);
            WriteOwn(own);
            ChangePeople(_ => actor.People);
            return (value, actor.Happened);
        }
    }

    private static string? PictureOf(SessionAction action) => action switch
    {
        CreateGroup create => create.PicturePath,
        UpdateGroup { RemovePicture: false } update => update.PicturePath,
        ChangeAccount { RemovePicture: false } change => change.PicturePath,
        _ => null,
    };

    private static async Task<string> KeepPictureAsync(PhoneFiles files, string path, CancellationToken cancellationToken)
    {
        await using var stream = SandboxFolder.Open(path, FileMode.Open, FileAccess.Read);
        return (await files.Media.KeepReceivedAsync(stream, cancellationToken)).Token;
    }

    private byte[]? ReadOwn()
    {
        Load();
        return _own ??= File.Exists(_folder.Own) ? File.ReadAllBytes(_folder.Own) : null;
    }

    private void WriteOwn(SandboxOwn own)
    {
        var json = own.ToJson();
        if (_own is null || !json.AsSpan().SequenceEqual(_own))
        {
            SandboxFolder.Replace(_folder.Own, stream => stream.Write(json));
            _own = json;
        }
    }
}
