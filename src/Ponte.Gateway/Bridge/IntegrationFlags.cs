namespace Ponte.Gateway.Bridge;

/// <summary>The four switches of an activation (http-contract 4.7), all false by default.</summary>
/// <param name="SignMessages">Agents' messages begin with <c>*Name*:</c> and a newline.</param>
/// <param name="IgnoreGroups">Group events are not routed.</param>
/// <param name="StartAsPending">New conversations are <c>pending</c> instead of <c>open</c>.</param>
/// <param name="ReopenResolved">A new message reopens the newest resolved conversation instead of starting a new one.</param>
internal sealed record IntegrationFlags(bool SignMessages, bool IgnoreGroups, bool StartAsPending, bool ReopenResolved);
