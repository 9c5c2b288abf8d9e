namespace Ponte.Gateway.Doctor;

/// <summary>How the number of an instance stands.</summary>
/// <param name="State">As in <c>connection.state</c> of the API, for example <c>connected</c>.</param>
/// <param name="Since">When it began to.</param>
/// <param name="Cause">The code of a <see cref="Ponte.WhatsApp.ConnectionCause"/>; null when there is none.</param>
internal sealed record PhoneState(string State, DateTimeOffset Since, string? Cause);
