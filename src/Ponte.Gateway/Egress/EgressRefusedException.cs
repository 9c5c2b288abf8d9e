namespace Ponte.Gateway.Egress;

/// <summary>An address that this server may not call. The message names the kind of address and, where one exists, the setting that allows it.</summary>
internal sealed class EgressRefusedException(string message) : IOException(message);
