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

        var overtaken = numbers.GroupBy(n => n % chats).Sum(chat => chat.Zip(chat.Skip(1)).Count(pair => pair.First > pair.Second));
        if (overtaken > 0)
        {
            throw new InvalidOperationException($"{overtaken} of {messages} messages came after a later one of their chat.");
        }
    }
}
