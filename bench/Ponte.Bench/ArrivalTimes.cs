namespace Ponte.Bench;

/// <summary>When messages arrived: the double's log knows conversation and time, its store conversation and text.</summary>
internal static class ArrivalTimes
{
    /// <summary>Joins both from their ends, where they meet: the last posts to a conversation made its last messages.</summary>
    public static Dictionary<int, DateTimeOffset> Join(
        IEnumerable<FakeMessage> stored, IEnumerable<FakeRequest> log, Func<string, int> numberOf)
    {
        var posts = log
            .Where(r => r.Method == "POST" && r.Path.EndsWith("/messages", StringComparison.Ordinal))
            .GroupBy(r => r.Path.Split('/')[^2])
            .ToDictionary(g => g.Key, g => g.OrderBy(r => r.At).ToList());
        var arrivals = new Dictionary<int, DateTimeOffset>();
        foreach (var conversation in stored.GroupBy(m => m.ConversationId))
        {
            var messages = conversation.OrderBy(m => m.Id).ToList();
            var times = posts[$"{conversation.Key}"].TakeLast(messages.Count).ToList();
            if (times.Count < messages.Count)
            {
                throw new InvalidOperationException("The double no longer remembers when all messages arrived; ask for fewer.");
            }

            foreach (var (message, request) in messages.Zip(times))
            {
                arrivals[numberOf(message.Content!)] = request.At;
            }
        }

        return arrivals;
    }
}
