namespace Ponte.Gateway.Dashboard.SandboxPhone;

/// <summary>How far a customer's message got, as WhatsApp shows it to the customer.</summary>
internal enum Tick
{
    /// <summary>WhatsApp has it; the shop's phone is not connected, or Ponte has not taken it over yet.</summary>
    Sent,

    /// <summary>Ponte has it.</summary>
    Delivered,

    /// <summary>The shop has read it.</summary>
    Read,
}
