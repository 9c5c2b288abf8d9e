namespace Ponte.Gateway.Chats;

/// <summary>What became of a look-up.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Moved">Addresses that led elsewhere until now and lead to it from now on.</param>
/// <param name="MergeRequested">Whether rows have to move.</param>
internal sealed record LinkResult(long ChatId, IReadOnlyList<string> Moved, bool MergeRequested);
