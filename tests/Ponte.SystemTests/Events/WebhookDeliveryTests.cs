using System.Security.Cryptography;
using System.Text;
using Ponte.SystemTests.Harness;
using Ponte.SystemTests.Ledger;

namespace Ponte.SystemTests.Events;

/// <summary>How events reach a receiver: in order, signed, again and again while it is down, and never at the cost of anybody else.</summary>
[Collection(typeof(EventServers))]
public sealed class WebhookDeliveryTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_OfEveryHeaderAndOption_ArrivesAsConfigured()
    {
        var instance = await servers.CreateAsync();
        await using var receiver = new Receiver();
        var file = await instance.Gateway.Http.UploadAsync(instance.Name, "bytes of a file"u8.ToArray(), "text/plain", "a.txt", Token);
        await instance.SetWebhookAsync(new
        {
            enabled = true, url = receiver.BaseUrl + "/in/?key=1", authorization = "Custom a, b=\"c\"", secret = "geheim", byEvents = true, mediaBase64 = true, events = EventApi.Messages,
        });
        var number = servers.NextNumber();

        await instance.HappensAsync("receive", new { from = number, content = new { kind = "media", media = "document", file, caption = "Look" } });
        await instance.HappensAsync("call", new { from = number, outcome = "missed" });
        await instance.CustomerWritesAsync(number, "Then");

        Assert.Equal(["Look", "Then"], await receiver.TextsAsync(2));
        Assert.Equal(2, receiver.Events.Count);
        var received = receiver.Events[0];
        Assert.Equal("/in/message.exchange?key=1", received.Path);
        Assert.Equal("Custom a, b=\"c\"", received.Headers["Authorization"]);
        Assert.Equal("application/json; charset=utf-8", received.Headers["Content-Type"]);
        var mac = HMACSHA256.HashData("geheim"u8, Encoding.UTF8.GetBytes($"{received.Headers["X-Ponte-Timestamp"]}.{received.Body}"));
        Assert.Equal("sha256=" + Convert.ToHexStringLower(mac), received.Headers["X-Ponte-Signature"]);
        Assert.Equal(Convert.ToBase64String("bytes of a file"u8), received.Data.GetProperty("message").GetProperty("media").GetProperty("base64").GetString());
        Assert.Equal(await instance.TokenAsync(), received.Envelope.GetProperty("instanceData").GetProperty("token").GetString());
        Assert.Equal(instance.Name, received.Envelope.GetProperty("instanceData").GetProperty("instance").GetString());
        Assert.Equal(instance.Gateway.BaseUrl.ToString().TrimEnd('/'), received.Envelope.GetProperty("instanceData").GetProperty("baseUrl").GetString());
        Assert.Equal("event", (await instance.HasDeliveriesAsync($"?messageId={received.Data.GetProperty("id").GetString()}", 1))[0].Text("kind"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receiver_ThatFailsAWhile_GetsEveryChatInOrderUnderTheSameDelivery(bool onPostgres)
    {
        var instance = await servers.CreateAsync(onPostgres);
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(receiver);
        int[] failures = [503, 429, 408, 425];
        var count = 0;
        receiver.Status = _ => Interlocked.Increment(ref count) is var n && n <= failures.Length ? failures[n - 1] : 200;
        var (one, other) = (servers.NextNumber(), servers.NextNumber());
        for (var i = 0; i < 5; i++)
        {
            await instance.CustomerWritesAsync(one, $"one {i}");
            await instance.CustomerWritesAsync(other, $"other {i}");
        }

        var texts = await receiver.TextsAsync(10, TimeSpan.FromSeconds(30));
        Assert.Equal(10, texts.Count);
        Assert.Equal(["one 0", "one 1", "one 2", "one 3", "one 4"], texts.Where(text => text.StartsWith("one", StringComparison.Ordinal)));
        Assert.Equal(["other 0", "other 1", "other 2", "other 3", "other 4"], texts.Where(text => text.StartsWith("other", StringComparison.Ordinal)));
        var tried = receiver.Events.Where(received => received.Text is not null).GroupBy(received => received.Text);
        Assert.All(tried, attempts => Assert.Single(attempts.Select(attempt => attempt.Delivery).Distinct()));
    }

    [Fact]
    public async Task Receiver_ThatRefuses_LeavesADeadLetterThatCanBeReplayed()
    {
        var instance = await servers.CreateAsync();
        await using var receiver = new Receiver();
        receiver.Status = body => body.Contains("refused", StringComparison.Ordinal) ? 410 : 200;
        await instance.SetWebhookAsync(receiver);
        var number = servers.NextNumber();
        await instance.CustomerWritesAsync(number, "refused");
        await instance.CustomerWritesAsync(number, "taken");

        Assert.Equal(["taken"], await receiver.TextsAsync(1));
        var failed = (await instance.HasDeliveriesAsync("?state=failed&kind=event", 1))[0];
        Assert.Equal("""{"code":"webhook_refused","reason":"The receiver answered HTTP 410.","certain":true}""", failed.GetProperty("failure").GetRawText());
        Assert.StartsWith("webhook:", failed.Text("destination"), StringComparison.Ordinal);

        receiver.Status = static _ => 200;
        Assert.Equal(1, await instance.DoAllAsync("replay", new { destination = failed.Text("destination") }));
        Assert.Equal(["taken", "refused"], await receiver.TextsAsync(2));
        await instance.HasStateAsync(failed.Id(), "done");
        Assert.Equal(failed.Id().ToString(System.Globalization.CultureInfo.InvariantCulture), receiver.Taken.Single(received => received.Text == "refused").Delivery);
    }

    [Fact]
    public async Task Receivers_ThatAreDeadOrSilent_DelayNeitherChatwootNorAnother()
    {
        var instance = await servers.ActivateAsync();
        await using var silent = new Receiver { Status = static _ => 0 };
        await using var good = new Receiver();
        await instance.SetWebhookAsync(silent, "silent");
        await instance.SetWebhookAsync(good, "good");
        await instance.SetWebhookAsync(new { label = "dead", enabled = true, url = $"http://127.0.0.1:{FreePort.Next()}/" });
        var number = servers.NextNumber();
        for (var i = 0; i < 5; i++)
        {
            await instance.CustomerWritesAsync(number, $"text {i}");
        }

        // While the silent one has not taken the first.
        var expected = Enumerable.Range(0, 5).Select(i => $"text {i}").ToList();
        Assert.Equal(expected, await good.TextsAsync(5));
        Assert.Equal(expected, (await instance.IncomingAsync(5)).Select(message => message.Content));
        Assert.NotEmpty(silent.Events);
        Assert.All(silent.Events, received => Assert.Equal("text 0", received.Text));
        await instance.HasDeliveriesAsync("?state=pending&kind=event", 10);

        // Disabled, what waits is dropped; the one in flight is when its attempt is over.
        await instance.SetWebhookAsync(new { label = "dead", enabled = false });
        await instance.HasDeliveriesAsync("?state=pending&kind=event", 5);
        var dropped = (await instance.DeliveriesAsync("?state=done&kind=event")).Where(row => row.Text("note") is not null).ToList();
        Assert.Equal(5, dropped.Count);
        Assert.All(dropped, row => Assert.Equal("The webhook is disabled or gone.", row.Text("note")));
    }

    [Fact]
    public async Task Change_OfTheAddress_SendsWhatWaitsThere()
    {
        var instance = await servers.CreateAsync();
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(new { enabled = true, url = $"http://127.0.0.1:{FreePort.Next()}/" });
        await instance.CustomerWritesAsync(servers.NextNumber(), "waits");
        await Eventually.GetAsync(() => instance.DeliveriesAsync("?state=pending&kind=event"), rows => rows.Count == 1 && rows[0].GetProperty("attempts").GetInt32() > 0);

        await instance.SetWebhookAsync(receiver);
        Assert.Equal(["waits"], await receiver.TextsAsync(1));
        await instance.SetWebhookAsync(new { enabled = true, url = "http://169.254.169.254/latest" });
        await instance.CustomerWritesAsync(servers.NextNumber(), "nowhere");
        Assert.Equal("egress_refused", (await instance.HasDeliveriesAsync("?state=failed&kind=event", 1))[0].GetProperty("failure").Text("code"));
    }
}
