using System.Text.Json.Serialization;
using Ponte.WhatsApp.Chats;
using Ponte.WhatsApp.Groups;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Actions;

/// <summary>What a number does beside writing: a closed set. Each is asked once and never repeated by itself.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CreateGroup), "createGroup")]
[JsonDerivedType(typeof(ListGroups), "listGroups")]
[JsonDerivedType(typeof(ReadGroup), "readGroup")]
[JsonDerivedType(typeof(UpdateGroup), "updateGroup")]
[JsonDerivedType(typeof(ChangeMembers), "changeMembers")]
[JsonDerivedType(typeof(JoinGroup), "joinGroup")]
[JsonDerivedType(typeof(ResetInvite), "resetInvite")]
[JsonDerivedType(typeof(ReadJoinRequests), "readJoinRequests")]
[JsonDerivedType(typeof(LeaveGroup), "leaveGroup")]
[JsonDerivedType(typeof(ChangeAccount), "changeAccount")]
[JsonDerivedType(typeof(ReadAccount), "readAccount")]
[JsonDerivedType(typeof(ReadPrivacy), "readPrivacy")]
[JsonDerivedType(typeof(ChangePrivacy), "changePrivacy")]
[JsonDerivedType(typeof(BlockUser), "blockUser")]
[JsonDerivedType(typeof(ArchiveChat), "archiveChat")]
[JsonDerivedType(typeof(PinChat), "pinChat")]
[JsonDerivedType(typeof(MuteChat), "muteChat")]
[JsonDerivedType(typeof(MarkChat), "markChat")]
[JsonDerivedType(typeof(DeleteChat), "deleteChat")]
[JsonDerivedType(typeof(DeleteMessage), "deleteMessage")]
[JsonDerivedType(typeof(StarMessage), "starMessage")]
[JsonDerivedType(typeof(ListLabels), "listLabels")]
[JsonDerivedType(typeof(CreateLabel), "createLabel")]
[JsonDerivedType(typeof(DeleteLabel), "deleteLabel")]
[JsonDerivedType(typeof(AssignLabel), "assignLabel")]
[JsonDerivedType(typeof(ListLabelledChats), "listLabelledChats")]
public abstract record SessionAction
{
    private protected SessionAction()
    {
    }

    /// <summary>Asks a session and writes its answer as JSON, for callers that do not know its type.</summary>
    public abstract Task<string> AskAsync(IWhatsAppSession session, CancellationToken cancellationToken);

    /// <summary>The kind only: people and their words do not belong in logs.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>An action with the type of what it answers.</summary>
public abstract record SessionAction<T> : SessionAction
    where T : class
{
    private protected SessionAction()
    {
    }

    /// <inheritdoc/>
    public sealed override async Task<string> AskAsync(IWhatsAppSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return ActionJson.Write(await session.ActAsync(this, cancellationToken));
    }
}

/// <summary>What an action answers that has nothing to tell.</summary>
public sealed record NoValue;
