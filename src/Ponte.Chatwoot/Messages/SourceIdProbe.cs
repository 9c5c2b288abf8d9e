namespace Ponte.Chatwoot.Messages;

/// <summary>One backward search for a source id.</summary>
public sealed class SourceIdProbe
{
    /// <summary>How far Chatwoot's clock may be from the caller's: 10 minutes. Only messages older than that by more count as clearly older.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    private readonly MessagesApi _messages;
    private readonly long _conversationId;
    private readonly string _sourceId;
    private readonly DateTimeOffset _oldest;
    private readonly long _stopAt;

    internal SourceIdProbe(MessagesApi messages, long conversationId, string sourceId, DateTimeOffset notOlderThan, long? stopAtMessageId)
    {
        _messages = messages;
        _conversationId = conversationId;
        _sourceId = sourceId;
        _oldest = notOlderThan - ClockTolerance;
        _stopAt = stopAtMessageId ?? 0;
    }

    internal async Task<ChatwootResult<Message?>> RunAsync(CancellationToken cancellationToken)
    {
        long? before = null;
        while (true)
        {
            var page = await _messages.ListAsync(_conversationId, before, after: null, cancellationToken);
            if (!page.IsSuccess)
            {
                return new(page.Error);
            }

            if (page.Value.LastOrDefault(message => message.SourceId == _sourceId) is { } found)
            {
                return new((Message?)found);
            }

            // The second condition also ends the search on a server that ignores `before`.
            if (page.Value.Count == 0 || page.Value[0].Id >= before || page.Value[0].Id <= _stopAt || page.Value[0].CreatedAt < _oldest)
            {
                return new((Message?)null);
            }

            before = page.Value[0].Id;
        }
    }
}
