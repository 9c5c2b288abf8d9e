using System.Collections;
using System.Globalization;

namespace Ponte.Gateway.Telemetry;

/// <summary>What every log line within it is about: instance, chat and delivery, each as far as it is known.</summary>
/// <param name="instance">The instance's id.</param>
/// <param name="chat">Our id of the chat.</param>
/// <param name="delivery">The delivery's id.</param>
internal sealed class LogScope(string instance, long? chat = null, long? delivery = null) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => delivery is not null ? 3 : chat is not null ? 2 : 1;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("instance", instance),
        1 => new("chat", chat),
        2 => new("delivery", delivery),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For consoles: <c>instance:ins_1 chat:5 delivery:7</c>.</summary>
    public override string ToString() => Count switch
    {
        1 => $"instance:{instance}",
        2 => string.Create(CultureInfo.InvariantCulture, $"instance:{instance} chat:{chat}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"instance:{instance} chat:{chat} delivery:{delivery}"),
    };
}
