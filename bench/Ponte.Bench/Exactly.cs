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

        var overtaken = numbers.GroupBy(n => n % chats).SelectMany(chat => chat.Zip(chat.Skip(1))).Where(pair => pair.First > pair.Second).ToList();
        if (overtaken.Count > 0)
        {
            throw new InvalidOperationException($"{overtaken.Count} of {messages} messages came after a later one of their chat, first {overtaken[0].Second} after {overtaken[0].First}.");
        }
    }
}
