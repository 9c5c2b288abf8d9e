using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>What people on the other side saw of this number: messages marked as read, and its typing. The newest 10,000 of each, in memory.</summary>
public sealed class SandboxSeen
{
    private const int Capacity = 10_000;
    private readonly Lock _lock = new();
    private readonly Queue<(ChatId Chat, MessageAddress Message)> _read = [];
    private readonly Queue<(ChatId Chat, TypingState State, DateTimeOffset At)> _typing = [];

    internal SandboxSeen()
    {
    }

    /// <summary>The messages marked as read, in order, as often as they were marked.</summary>
    public IReadOnlyList<(ChatId Chat, MessageAddress Message)> Read
    {
        get
        {
            lock (_lock)
            {
                return [.. _read];
            }
        }
    }

    /// <summary>The typing shown, in order.</summary>
    public IReadOnlyList<(ChatId Chat, TypingState State, DateTimeOffset At)> Typing
    {
        get
        {
            lock (_lock)
            {
                return [.. _typing];
            }
        }
    }

    internal void AddRead(ChatId chat, IEnumerable<MessageAddress> messages)
    {
        foreach (var message in messages)
        {
            Add(_read, (chat, message));
        }
    }

    internal void AddTyping(ChatId chat, TypingState state, DateTimeOffset at) => Add(_typing, (chat, state, at));

    private void Add<T>(Queue<T> queue, T item)
    {
        lock (_lock)
        {
            queue.Enqueue(item);
            if (queue.Count > Capacity)
            {
                queue.Dequeue();
            }
        }
    }
}
