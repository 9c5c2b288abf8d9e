using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words for a call that nobody took. Pure.</summary>
internal static class CallText
{
    public static string Of(CallChanged call) =>
        $"{(call.Outcome == CallOutcome.Rejected ? "Rejected" : "Missed")} {(call.IsVideo ? "video" : "voice")} call";
}
