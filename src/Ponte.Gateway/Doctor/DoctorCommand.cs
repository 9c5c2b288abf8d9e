using System.Globalization;

namespace Ponte.Gateway.Doctor;

/// <summary><c>doctor</c>: looks at everything Ponte needs and prints what it found.</summary>
internal static class DoctorCommand
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>Prints each finding as it comes, and a summary.</summary>
    /// <returns>The exit code: 0 when nothing failed, else 1.</returns>
    public static async Task<int> RunAsync(Checkup checkup, TextWriter output, CancellationToken cancellationToken)
    {
        var counts = new int[3];
        await foreach (var finding in checkup.LookAsync(cancellationToken))
        {
            counts[(int)finding.Outcome]++;
            await output.WriteLineAsync($"{Mark(finding.Outcome)} {DoctorTexts.Title(finding, English)}: {Line(DoctorTexts.Sentence(finding, English))}");
            if (DoctorTexts.Remedy(finding, English) is { } remedy)
            {
                await output.WriteLineAsync($"     {Line(remedy)}");
            }
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync($"{counts[0]} in order, {counts[1]} to look at, {counts[2]} failed.");
        return counts[2] == 0 ? 0 : 1;
    }

    private static string Mark(FindingOutcome outcome) => outcome switch
    {
        FindingOutcome.Ok => "ok  ",
        FindingOutcome.Warning => "look",
        _ => "FAIL",
    };

    // Names and causes come from elsewhere: none may speak to the terminal.
    private static string Line(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
