using System.Globalization;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words for an appointment. Pure.</summary>
internal static class AppointmentText
{
    /// <summary>What, when, where, and the link to join. Times are UTC: nobody told the zone.</summary>
    public static string Of(IncomingEvent appointment) => Lines.Join(
        $"{(appointment.IsCanceled ? "**Canceled event:**" : "**Event:**")} {WhatsAppText.ToLine(appointment.Name)}",
        (appointment.StartsAt, appointment.EndsAt) switch
        {
            ({ } start, { } end) => $"When: {Time(start)} to {Time(end)}",
            ({ } start, null) => $"When: {Time(start)}",
            (null, { } end) => $"Until: {Time(end)}",
            _ => null,
        },
        Lines.Labelled("Where:", appointment.Location),
        Lines.Labelled("Link:", appointment.Link),
        Lines.Text(appointment.Description));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
