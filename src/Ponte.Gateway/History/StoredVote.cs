namespace Ponte.Gateway.History;

/// <summary>Somebody's last vote in a poll.</summary>
/// <param name="Voter">Whose, by address.</param>
/// <param name="Id">The WhatsApp id of the vote.</param>
/// <param name="At">WhatsApp's time of it.</param>
/// <param name="Options">What was chosen, as the poll words it.</param>
internal sealed record StoredVote(string Voter, string Id, DateTimeOffset At, IReadOnlyList<string> Options)
{
    /// <summary>The id only.</summary>
    public override string ToString() => $"vote {Id}";
}
