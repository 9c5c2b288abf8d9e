namespace Ponte.Bench;

/// <summary>The texts that are sent: as long as an ordinary message, and numbered.</summary>
internal static class BenchText
{
    public static string Of(int message) => $"{message} Good morning, is the order from yesterday already on its way to me?";

    public static string Of(string run, int message) => $"{run}:{Of(message)}";

    public static string PhoneOf(int chat) => $"55119{90_000_000 + chat}";
}
