using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Files to receive, and what the simulated WhatsApp tells of people and groups.</summary>
public sealed partial class SandboxPhone
{
    private SandboxPeople? _people;

    /// <summary>Keeps a file that events may refer to; streamed.</summary>
    /// <param name="content">The bytes, read to the end.</param>
    /// <param name="mimeType">Their type.</param>
    /// <param name="fileName">A name to show; never part of a path here.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept then.</param>
    /// <exception cref="IOException">They could not be read or written; nothing is kept.</exception>
    public async Task<MediaReference> KeepFileAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken)
    {
        var (token, size) = await Load().Media.KeepReceivedAsync(content, cancellationToken);
        return new MediaReference(token, mimeType) { FileName = fileName, Size = size };
    }

    /// <summary>Whether a token is that of a file kept here.</summary>
    public bool HasFile(string token) => Load().Media.FindReceived(token) is not null;

    /// <summary>Opens a file kept here; null when there is none of this token.</summary>
    /// <exception cref="IOException">It is not there any more.</exception>
    public Stream? OpenFile(string token) => Load().Media.FindReceived(token)?.OpenRead();

    /// <summary>Sets what is told of a person or group; what is null stays as it is.</summary>
    /// <param name="chat">Whose profile it is.</param>
    /// <param name="name">The name of a group, or the verified name of a business; empty: none.</param>
    /// <param name="picture">The token of the picture; empty: none.</param>
    public void SetProfile(ChatId chat, string? name, string? picture) => ChangePeople(people =>
    {
        var before = ProfileOf(people, chat);
        return people.With(chat.Value, new SandboxProfile(Changed(before.Name, name), Changed(before.Picture, picture)));
    });

    /// <summary>Sets who is in a group.</summary>
    public void SetMembers(ChatId group, IReadOnlyList<GroupMember> members) =>
        ChangePeople(people => people.With(group.Value, [.. members.Select(SandboxMember.Of)]));

    /// <summary>Sets which numbers, as digits, are not on WhatsApp; all others are.</summary>
    public void SetMissing(IEnumerable<string> numbers) => ChangePeople(people => people with { Missing = [.. numbers] });

    internal UserLookUp FindUser(IReadOnlyList<string> numbers)
    {
        var missing = People().Missing;
        return numbers.FirstOrDefault(number => !missing.Contains(number)) is { } found && UserId.TryParse(found + "@s.whatsapp.net", out var user)
            ? new UserLookUp.Found(user, null)
            : new UserLookUp.Missing();
    }

    internal async Task<ProfileAnswer> ReadProfileAsync(
        PhoneFiles files, ChatId chat, string? knownPicture, string picturePath, CancellationToken cancellationToken)
    {
        var profile = ProfileOf(People(), chat);
        if (profile.Picture is null || profile.Picture == knownPicture)
        {
            return new ProfileAnswer.Known(profile.Name, profile.Picture, PictureSaved: false);
        }

        var answer = await files.Media.CopyReceivedAsync(profile.Picture, picturePath, long.MaxValue, cancellationToken);
        return new ProfileAnswer.Known(profile.Name, profile.Picture, answer is MediaAnswer.Saved);
    }

    internal IReadOnlyList<GroupMember> Members(ChatId group) =>
        People().Members.TryGetValue(group.Value, out var members) ? [.. members.Select(member => member.Read()).OfType<GroupMember>()] : [];

    internal async Task<MediaAnswer> DownloadAsync(
        PhoneFiles files, MediaReference file, string path, long maxBytes, CancellationToken cancellationToken)
    {
        SandboxMedia.Remove(path);
        return _faults.NextDownload() ?? await files.Media.CopyReceivedAsync(file.Token, path, maxBytes, cancellationToken);
    }

    private static SandboxProfile ProfileOf(SandboxPeople people, ChatId chat) => people.Profiles.GetValueOrDefault(chat.Value) ?? new SandboxProfile();

    private static string? Changed(string? before, string? given) => given switch
    {
        null => before,
        "" => null,
        _ => given,
    };

    private SandboxPeople People()
    {
        lock (_lock)
        {
            Load();
            return _people ??= SandboxPeople.Read(_folder.People);
        }
    }

    // On disk before it holds.
    private void ChangePeople(Func<SandboxPeople, SandboxPeople> change)
    {
        lock (_lock)
        {
            var before = People();
            var changed = change(before);
            if (ReferenceEquals(changed, before))
            {
                return;
            }

            changed.Write(_folder.People);
            _people = changed;
        }
    }
}
