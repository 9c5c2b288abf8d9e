using System.Globalization;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.History;

/// <summary>The refusals of <c>/api/chat</c> (http-contract 8.1).</summary>
internal static class HistoryRefusal
{
    public const string InvalidBody = "Invalid request body: ";
    public const string MessageNotFoundText = "Message not found";
    public const string MessageElsewhereText = "Message does not belong to this instance";
    public const string GetMessageIdText = "Message ID is required (use ?messageId=<message-id>)";
    public const string MessageIdParameterText = "messageId query parameter is required";
    public const string MessageIdText = "messageId is required";
    public const string NumberText = "Number is required";
    public const string BadNumberText = "Invalid request body: number must be 5 to 15 digits with country code or a WhatsApp address (JID)";
    public const string BadNumberParameterText = "Invalid number: give 5 to 15 digits with country code or a WhatsApp address (JID)";
    public const string SenderText = "sender is required for group messages";
    public const string BadSenderText = "Invalid request body: sender must be 5 to 15 digits with country code or a person's address (JID)";
    public const string BadMessageIdText = "Invalid request body: messageId must be a WhatsApp message id";
    public const string StateText = "State is required. Use 'typing', 'recording', or 'pause'";
    public const string BadStateText = "Invalid state. Use 'typing', 'recording', or 'pause'";
    public const string NoMediaText = "Message not found or no media available";
    public const string NoPollText = "Message is not a poll";
    public const string NotFetchedText = "The file could not be fetched from WhatsApp. Try again later.";
    public const string NotConnectedText = "Instance is not connected to WhatsApp";

    public static ApiError MessageNotFound { get; } = ApiError.NotFound(MessageNotFoundText);

    public static ApiError MessageElsewhere { get; } = ApiError.NotFound(MessageElsewhereText);

    public static ApiError NoMedia { get; } = ApiError.NotFound(NoMediaText);

    public static ApiError NotFetched { get; } = new(StatusCodes.Status502BadGateway, NotFetchedText);

    public static ApiError NotConnected { get; } = new(StatusCodes.Status503ServiceUnavailable, NotConnectedText);

    public static ApiError TooLarge(int megabytes) => new(StatusCodes.Status413PayloadTooLarge, TooLargeText(megabytes));

    public static string TooLargeText(int megabytes) =>
        string.Create(CultureInfo.InvariantCulture, $"The file is larger than {megabytes} MB (Ponte:Media:MaxMegabytes)");

    public static string BadDateText(string name) => $"invalid '{name}' date format. Use ISO 8601 format (e.g., '2026-02-16T18:32:39Z')";
}
