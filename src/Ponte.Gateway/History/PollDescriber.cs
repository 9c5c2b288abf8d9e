using System.Security.Cryptography;
using System.Text;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.History;

/// <summary>A poll and how it stands, as the API shows it.</summary>
internal static class PollDescriber
{
    /// <summary>The fields; an option that several chose is told once for each of them.</summary>
    public static object Describe(StoredMessage message, IncomingPoll poll, IReadOnlyList<StoredVote> votes) => new
    {
        messageId = message.Id.Value,
        name = poll.Question,
        votes = poll.Options.Distinct().Select(option => new { optionName = option, optionVoteCount = votes.Count(vote => vote.Options.Contains(option)) }),
        voteDetails = votes.SelectMany(vote => vote.Options.Distinct().Select(option => new
        {
            optionHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(option))),
            optionName = option,
            senderJid = vote.Voter,
            voteMessageId = vote.Id,
            createdAt = MessageDescriber.Time(vote.At),
        })),
    };
}
