using Ponte.Gateway.Bridge;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Messages;

/// <summary>
/// Asks WhatsApp for a number that only an agent or a program has named so far, in each of its national forms. The form that WhatsApp knows becomes the
/// chat's address; a number without WhatsApp is told to the agent, once for each conversation in a note.
/// </summary>
internal sealed class NumberCheck(ChatDirectory chats, IGrainFactory grains)
{
    /// <summary>The sentence for a number without WhatsApp.</summary>
    public const string Sentence = "This number is not on WhatsApp.";

    /// <summary>Whether the chat has to be asked for before anything is sent there.</summary>
    public static bool IsNeeded(ChatAddresses addresses) => !addresses.IsUsed && addresses.ToSend.Kind == ChatKind.Phone;

    /// <summary>Asks, and stores what is found as the address that WhatsApp uses.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="addresses">What is known of the person.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<UserLookUp> FindAsync(string instanceId, IReadOnlyList<ChatId> addresses, CancellationToken cancellationToken)
    {
        ChatId[] forms = [.. addresses.Where(address => address.Kind == ChatKind.Phone)];
        var numbers = forms.Concat(forms.SelectMany(PhoneVariants.Of)).Select(form => form.User).Distinct().ToList();
        var reply = await AskAsync(instanceId, numbers);
        if (!reply.Known)
        {
            return new UserLookUp.Unavailable();
        }

        if (!UserId.TryParse(reply.User, out var user))
        {
            return new UserLookUp.Missing();
        }

        var lid = UserId.TryParse(reply.Lid, out var other) ? other : (UserId?)null;
        await chats.ResolveAsync(instanceId, user.Chat, lid?.Chat, cancellationToken);
        return new UserLookUp.Found(user, lid);
    }

    private async Task<UserReply> AskAsync(string instanceId, IReadOnlyList<string> numbers)
    {
        try
        {
            return await grains.GetGrain<IInstanceGrain>(instanceId).FindUserAsync(numbers);
        }
        catch (TimeoutException)
        {
            return new UserReply(false, null, null);
        }
    }

    /// <summary>Tells agents in the conversation what their message's tick cannot say in full.</summary>
    public static NewDelivery Note(LaneKey lane, ChatwootOrigin origin)
    {
        var key = $"{origin.IntegrationId}:{origin.ConversationId}:not_on_whatsapp";
        var text = Sentence + " Please check it in the contact, with its country code. Messages in this conversation cannot be delivered until then.";
        return new NewDelivery(lane with { Destination = Destination.Chatwoot }, DeliveryKind.Note, $"note:{key}", $"note:{key}", new NotePayload(text).ToJson());
    }
}
