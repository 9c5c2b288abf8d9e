namespace Ponte.Bench;

/// <summary>A figure counts only if nothing was lost, doubled or overtaken on the way to it.</summary>
internal static class Exactly
{
    public static void Once(IEnumerable<int> arrived, int messages, int chats)
    {
        var numbers = arrived.ToList();
        if (numbers.Count != messages || numbers.Distinct().Count() != messages)
        {
            throw new InvalidOperationException($"{numbers.Count} messages arrived, {numbers.Distinct().Count()} different ones, of {messages}.");
        }

        foreach (var chat in numbers.GroupBy(n => n % chats))
        {
            if (!chat.SequenceEqual(chat.Order()))
            {
                throw new InvalidOperationException($"The messages of chat {chat.Key} arrived in another order.");
            }
        }
    }
}
