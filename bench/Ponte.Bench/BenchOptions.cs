using System.Globalization;

namespace Ponte.Bench;

/// <summary>What to measure. On the command line: <c>--messages 2000 --chats 50 --rate 100 --paced 1000</c>, or <c>--sessions 20 --per-session 100</c> for linked numbers, <c>--media 100</c> for one large file, <c>--retention 1000000</c> for two months in minutes, or <c>--sends 200</c> for programs that send.</summary>
internal sealed record BenchOptions
{
    /// <summary>Messages of each throughput run.</summary>
    public int Messages { get; init; } = 2000;

    /// <summary>Chats they are spread over, and requests in flight: one per chat.</summary>
    public int Chats { get; init; } = 50;

    /// <summary>Messages of each paced run.</summary>
    public int Paced { get; init; } = 1000;

    /// <summary>Messages per second of the paced runs; should lie well below capacity.</summary>
    public int Rate { get; init; } = 100;

    /// <summary>Linked numbers on the real engine; 0 measures the gateway with a simulated phone instead.</summary>
    public int Sessions { get; init; }

    /// <summary>Messages each way of each linked number.</summary>
    public int PerSession { get; init; } = 100;

    /// <summary>Megabytes of one video that goes through; 0 measures texts instead.</summary>
    public int Media { get; init; }

    /// <summary>Messages of two simulated months; 0 measures texts instead.</summary>
    public int Retention { get; init; }

    /// <summary>Sends per second by API; 0 measures the bridge instead.</summary>
    public int Sends { get; init; }

    public static BenchOptions Parse(string[] arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length && int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var n) && n > 0
                ? n
                : throw new ArgumentException($"{arguments[i]} needs a number above 0.");
            options = arguments[i] switch
            {
                "--messages" => options with { Messages = value },
                "--chats" => options with { Chats = value },
                "--paced" => options with { Paced = value },
                "--rate" => options with { Rate = value },
                "--sessions" => options with { Sessions = value },
                "--per-session" => options with { PerSession = value },
                "--media" => options with { Media = value },
                "--retention" => options with { Retention = value },
                "--sends" => options with { Sends = value },
                _ => throw new ArgumentException($"There is no {arguments[i]}; known are --messages, --chats, --paced, --rate, --sessions, --per-session, --media, --retention and --sends."),
            };
        }

        return options;
    }
}
