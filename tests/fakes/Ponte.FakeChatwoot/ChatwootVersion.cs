namespace Ponte.FakeChatwoot;

/// <summary>The two versions that were recorded (contract 0 and 11).</summary>
internal enum ChatwootVersion
{
    V4_3,
    V4_15,
}

internal static class ChatwootVersions
{
    public static bool IsKnown(string text) => text is "4.15.1" or "4.3.0";

    public static ChatwootVersion Parse(string text) => text switch
    {
        "4.15.1" => ChatwootVersion.V4_15,
        "4.3.0" => ChatwootVersion.V4_3,
        _ => throw new ArgumentException($"Fake:Version must be 4.15.1 or 4.3.0, not '{text}'."),
    };

    public static string Text(this ChatwootVersion version) => version == ChatwootVersion.V4_15 ? "4.15.1" : "4.3.0";

    public static bool IsNew(this ChatwootVersion version) => version == ChatwootVersion.V4_15;
}
