using System.Diagnostics;
using Ponte.SystemTests.Events;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Messages;

/// <summary>The scripts of <c>docs/examples</c> that send, as a reader runs them.</summary>
[Collection(typeof(EventServers))]
public sealed class SendingExampleTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scripts_SendATextOnceAndAFile()
    {
        var instance = await servers.CreateAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("invoice.pdf"), "%PDF-1.7\n", Token);

        Assert.Contains("\"status\":\"sent\"", await RunAsync(instance, "send-text.sh", "5511900000001", "Your order is ready", "order-1042"), StringComparison.Ordinal);
        await RunAsync(instance, "send-text.sh", "5511900000001", "Your order is ready", "order-1042");
        Assert.Contains("\"mediaMimeType\":\"application/pdf\"", await RunAsync(instance, "send-file.sh", "5511900000001", folder.File("invoice.pdf"), "Your invoice"), StringComparison.Ordinal);

        var sent = await instance.SentAsync(2);
        Assert.Equal(["Your order is ready", "Your invoice"], sent.Select(message => message.Caption ?? message.Text));
        Assert.Equal("invoice.pdf", sent[1].FileName);
    }

    private static async Task<string> RunAsync(BridgedInstance instance, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(RepositoryRoot.Path, "docs", "examples", script), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["PONTE_URL"] = instance.Gateway.BaseUrl.GetLeftPart(UriPartial.Authority);
        start.Environment["PONTE_TOKEN"] = GatewayStart.AccountToken;
        start.Environment["PONTE_INSTANCE"] = instance.Name;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
