using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.WhatsApp.Tests.Sandbox;

public sealed class JournalFileTests
{
    [Fact]
    public async Task Append_ManyAtOnce_KeepsCallOrderAndSharesFlushes()
    {
        using var folder = new TemporaryFolder();
        var (file, _) = JournalFile.Open(folder.File("journal"), _ => true);

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => file.AppendAsync(Encoding.UTF8.GetBytes("line " + i))));
        var flushes = file.Flushes;
        await file.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => "line " + i), File.ReadLines(folder.File("journal")));
        Assert.InRange(flushes, 1, 1000);
    }

    [Fact]
    public async Task Append_AfterDispose_Throws()
    {
        using var folder = new TemporaryFolder();
        var (file, _) = JournalFile.Open(folder.File("journal"), _ => true);
        await file.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => file.AppendAsync("x"u8.ToArray()));
    }

    [Fact]
    public async Task Rewrite_WhileAppending_KeepsEveryLine()
    {
        using var folder = new TemporaryFolder();
        var (file, _) = JournalFile.Open(folder.File("journal"), _ => true);
        var appends = Task.Run(() => Task.WhenAll(Enumerable.Range(0, 3000).Select(i => file.AppendAsync(Encoding.UTF8.GetBytes($"{i}")))), TestContext.Current.CancellationToken);
        while (!appends.IsCompleted)
        {
            await file.RewriteAsync(line => line);
        }

        await appends;
        await file.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, 3000), File.ReadLines(folder.File("journal")).Select(l => int.Parse(l, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Receive_ManyAtOnce_SustainsTheRateOfABurst()
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("warm");
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(chat => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await world.ReceiveAsync($"{chat}:{i}", from: $"55119000{chat:00000}");
            }
        })));

        var rate = 5000 / watch.Elapsed.TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine($"{rate:0} receives/s");
        await using var session = await world.OpenAsync();
        var texts = await SandboxWorld.TextsAsync(session, 5001);
        var ordered = texts.Skip(1).GroupBy(t => t.Split(':')[0]).ToList();
        Assert.Equal(50, ordered.Count);
        Assert.All(ordered, chat => Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{chat.Key}:{i}"), chat));
        Assert.True(rate >= 500, $"only {rate:0} receives/s");
    }
}
