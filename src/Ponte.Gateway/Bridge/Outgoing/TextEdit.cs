namespace Ponte.Gateway.Bridge.Outgoing;

/// <summary>A replacement within a text.</summary>
/// <param name="Start">The first character that is replaced.</param>
/// <param name="Length">How many are; 0 inserts.</param>
/// <param name="Replacement">What takes their place.</param>
internal readonly record struct TextEdit(int Start, int Length, string Replacement);
