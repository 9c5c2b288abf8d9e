namespace Ponte.WhatsApp.Messages;

/// <summary>An invitation to a group.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Link">The link to join, when it has one.</param>
/// <param name="Caption">Words the sender added.</param>
public sealed record IncomingInvite(string Group, string? Link = null, string? Caption = null) : IncomingContent;
