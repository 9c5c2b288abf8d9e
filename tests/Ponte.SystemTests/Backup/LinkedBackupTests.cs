using System.Globalization;
using Ponte.SystemTests.WhatsApp;

namespace Ponte.SystemTests.Backup;

/// <summary>A linked number is backed up while customers write, and goes on from the archive without being linked again.</summary>
public sealed class LinkedBackupTests
{
    private const string Customer = "5511900000002";
    
    // Chatwoot takes 200 messages a minute in one conversation.
    private const int MaxLines = 150;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restore_OfALinkedNumberUnderTraffic_GoesOnWithoutTheEarlierServer()
    {
        using var data = new TemporaryFolder();
        using var archive = new Archive();
        await using var world = await LinkedWorld.StartAsync(dataFolder: data.File("data"));
        await world.Shop.AddCustomerAsync(Customer);
        await world.Shop.CustomerWritesAsync(Customer, "line 0");
        var conversation = Assert.Single(await world.Shop.IncomingAsync(1)).ConversationId;
        var lines = await WriteDuringAsync(world, archive.TakeAsync(data.File("data")));

        // What happens between the backup and the end of the earlier server is in Chatwoot and on the customer's phone.
        await world.Shop.IncomingAsync(lines);
        await world.Shop.ReplyAsync(conversation, "before the end");
        await Eventually.GetAsync(
            () => world.Chatwoot.MessagesAsync(world.Shop.InboxId, cancellationToken: Token), messages => messages.Any(message => message.Status == "delivered"));
        await world.Gateway.KillAsync();

        await archive.RestoreAsync();
        await world.Gateway.RestartAsync(start => start with { DataFolder = archive.Restored }, Token);
        await world.Shop.HasStateAsync("connected");
        await world.Shop.CustomerWritesAsync(Customer, Text(lines));
        var arrived = await world.Shop.IncomingAsync(lines + 1);
        await world.Shop.ReplyAsync(conversation, "after the restore");

        var answers = await world.Shop.CustomerHasAsync(Customer, 2);
        Assert.Equal(Enumerable.Range(0, lines + 1).Select(Text), arrived.Select(line => line.Content));
        Assert.Equal(["before the end", "after the restore"], answers.Select(answer => answer.Text));
    }

    // Returns how many lines there are; the one of the beginning is line 0.
    private static async Task<int> WriteDuringAsync(LinkedWorld world, Task backup)
    {
        var lines = 1;
        while (!backup.IsCompleted && lines < MaxLines)
        {
            await world.Shop.CustomerWritesAsync(Customer, Text(lines++));
        }

        await backup;
        Assert.True(lines > 10);
        return lines;
    }

    private static string Text(int line) => string.Create(CultureInfo.InvariantCulture, $"line {line}");
}
