namespace Ponte.SystemTests.Harness;

public sealed class BridgeWorldTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_OnEitherDatabase_CarriesATextEachWay(bool onPostgres)
    {
        await using var world = await BridgeWorld.StartAsync(onPostgres ? await postgres.CreateDatabaseAsync() : null);

        await world.CustomerWritesAsync("5511900000001", "Is it open today?");
        var question = Assert.Single(await world.CustomerMessagesAsync(1));
        await world.Fake.ReplyAsync(question.ConversationId, "Until six.", TestContext.Current.CancellationToken);
        var answer = Assert.Single(await world.SentAsync(1));

        Assert.Equal("Is it open today?", question.Content);
        Assert.Equal("5511900000001@s.whatsapp.net", answer.Chat);
        Assert.EndsWith("Until six.", answer.Text, StringComparison.Ordinal);
    }
}
