namespace Ponte.WhatsApp.Baileys;

/// <summary>
/// A request to the engine has no answer: the connection broke, the time was over, or the engine has a defect. Whether it was carried out is
/// not known. The message names the request and nothing of its contents.
/// </summary>
internal sealed class EngineRpcException(string message) : Exception(message)
{
    /// <summary>The process is gone; the next one starts from what is on disk.</summary>
    public bool IsConnectionLost { get; init; }
}
