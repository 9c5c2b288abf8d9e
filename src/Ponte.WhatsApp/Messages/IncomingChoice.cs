namespace Ponte.WhatsApp.Messages;

/// <summary>What somebody chose from a list, from buttons or from a template.</summary>
/// <param name="Title">The words on what was chosen.</param>
/// <param name="Description">The smaller words below.</param>
public sealed record IncomingChoice(string Title, string? Description = null) : IncomingContent;
