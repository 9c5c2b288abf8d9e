using System.Diagnostics;
using System.Globalization;

namespace Ponte.SystemTests.Messages;

/// <summary>The README's first five minutes, as <c>docs/examples/quickstart.sh</c> goes through them.</summary>
public sealed class QuickstartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Script_FromAnEmptyFolder_GetsAMessageThroughAndBack()
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(RepositoryRoot.Path, "docs", "examples", "quickstart.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PONTE_RUN"] = "--configuration Release --no-build";
        start.Environment["PONTE_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        start.Environment["CHATWOOT_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        TestContext.Current.TestOutputHelper!.WriteLine(output);
        Assert.True(process.ExitCode == 0, output + await errors);
        Assert.EndsWith("the agent's answer is on the phone", output.TrimEnd(), StringComparison.Ordinal);
    }
}
