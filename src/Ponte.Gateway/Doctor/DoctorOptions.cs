using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Doctor;

/// <summary>Section <c>Ponte:Doctor</c>.</summary>
internal sealed class DoctorOptions
{
    public const string Section = "Ponte:Doctor";

    /// <summary>Hours between two looks of the server at itself (<see href="doctor.md">doctor</see>), 1 to 168. 0: it never looks by itself.</summary>
    [Range(0, 168, ErrorMessage = "Ponte:Doctor:EveryHours must be a whole number from 0 to 168")]
    public int EveryHours { get; set; } = 24;

    /// <summary>Seconds from the start to the first look, 1 to 86,400, and up to as many again.</summary>
    [Range(1, 86_400, ErrorMessage = "Ponte:Doctor:FirstAfterSeconds must be a whole number from 1 to 86400")]
    public int FirstAfterSeconds { get; set; } = 300;
}
