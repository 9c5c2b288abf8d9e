using System.Globalization;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>The library below the engine prints whole key objects: nothing of them may get out of the process.</summary>
public sealed class KeyLeakTests(FakeWhatsAppFixture server) : IClassFixture<FakeWhatsAppFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Engine_PairedAndUsed_PrintsAndLogsNoKey()
    {
        using var folder = new TemporaryFolder();
        var node = folder.File("node");
        await File.WriteAllTextAsync(node, $"#!/bin/sh\n[ \"$1\" = --version ] && exec node --version\nexec node \"$@\" >>'{folder.File("printed")}' 2>&1\n", Token);
        await ChildProcess.RunAsync("chmod", ["+x", node]);
        await using var phone = await LinkedPhone.CreateAsync(server, settings => settings with { NodePath = node });
        await using (var session = await phone.LinkAsync())
        {
            await ExchangeAsync(phone, session);
        }

        var secrets = await SecretsAsync(Path.Combine(phone.World.Sessions, BaileysWorld.SessionId));
        var told = await File.ReadAllTextAsync(folder.File("printed"), Token) + phone.World.Log.Text;

        Assert.InRange(secrets.Count, 100, int.MaxValue);
        Assert.Contains("connected", told, StringComparison.Ordinal);
        Assert.DoesNotContain(secrets.SelectMany(Forms), form => told.Contains(form, StringComparison.OrdinalIgnoreCase));
        Assert.All([phone.Number, phone.Customer, "unspoken", "unwritten"], secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
    }

    // Includes a retry, a drop and a kill: the library prints most when it makes new Signal sessions.
    private static async Task ExchangeAsync(LinkedPhone phone, IWhatsAppSession session)
    {
        await phone.WriteAsync("unspoken", 5);
        await ScriptedEvents.ReadAsync(session, 5);
        var message = phone.Reply("unwritten");
        Assert.IsType<SendResult.Accepted>(await session.SendAsync(message, Token));
        await Eventually.HoldsAsync(async () => (await phone.Fake.MessagesAsync(phone.Customer, Token)).Count == 1);
        await phone.Fake.AskRetryAsync(phone.Customer, message.Id.Value, Token);
        await phone.Fake.ConnectionAsync(phone.Number, "drop", Token);
        await BaileysWorld.UntilAsync(session, status => status.State != SessionState.Connected);
        await BaileysWorld.UntilAsync(session, status => status.State == SessionState.Connected);
        await phone.World.KillAsync();
        await BaileysWorld.UntilAsync(session, status => status.Cause == ConnectionCause.EngineStopped);
        await BaileysWorld.UntilAsync(session, status => status.State == SessionState.Connected);
        await phone.WriteAsync("unspoken", 5);
        await ScriptedEvents.ReadAsync(session, 5);
    }

    private static async Task<List<byte[]>> SecretsAsync(string folder)
    {
        var script = Path.Combine(RepositoryRoot.Path, "tests", "Ponte.WhatsApp.Tests", "Baileys", "list-secrets.js");
        var printed = await ChildProcess.RunAsync("node", [script, InstalledEngine.Folder, folder]);
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Convert.FromHexString)];
    }

    // Beginnings are enough, and find what was cut.
    private static IEnumerable<string> Forms(byte[] secret)
    {
        var start = secret[..9];
        yield return Convert.ToHexString(start);
        yield return Convert.ToBase64String(start);
        yield return BitConverter.ToString(start).Replace('-', ' ');
        yield return string.Join(',', start.Select(value => value.ToString(CultureInfo.InvariantCulture)));
        yield return string.Join(", ", start.Select(value => value.ToString(CultureInfo.InvariantCulture)));
    }
}
