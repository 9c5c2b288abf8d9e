namespace Ponte.FakeChatwoot.World;

/// <summary>The world at the start, as in the recordings: account 2 is used, 3 is foreign to the administrator, 4 is suspended.</summary>
internal static class Seed
{
    public static void Fill(ChatwootWorld world)
    {
        var admin = AddUser(world, 3, "Bridge Admin", "admin@example.com", FakeChatwootSeed.AdminToken, FakeChatwootSeed.AdminPubsubToken);
        var agent = AddUser(world, 4, "Agent One", "agent@example.com", FakeChatwootSeed.AgentToken, FakeChatwootSeed.AgentPubsubToken);
        var agent2 = AddUser(world, 5, "Agent Two", "agent2@example.com", FakeChatwootSeed.Agent2Token, FakeChatwootSeed.Agent2PubsubToken);

        var used = AddAccount(world, FakeChatwootSeed.AccountId, "Example Co");
        used.Roles[admin.Id] = "administrator";
        used.Roles[agent.Id] = "agent";
        used.Roles[agent2.Id] = "agent";

        AddAccount(world, FakeChatwootSeed.ForeignAccountId, "Other Co");

        var suspended = AddAccount(world, FakeChatwootSeed.SuspendedAccountId, "Closed Co");
        suspended.Suspended = true;
        suspended.Roles[admin.Id] = "administrator";

        var bot = new AgentBot
        {
            Id = world.Ids.NextBot(),
            AccountId = FakeChatwootSeed.AccountId,
            Name = "Seeded bot",
            Token = FakeChatwootSeed.BotToken,
            Secret = Tokens.New(),
        };
        world.BotsByToken.Add(bot.Token, bot);
    }

    private static User AddUser(ChatwootWorld world, int id, string name, string email, string token, string pubsubToken)
    {
        var user = new User { Id = id, Name = name, Email = email, Token = token, PubsubToken = pubsubToken };
        world.Users.Add(id, user);
        world.UsersByToken.Add(token, user);
        return user;
    }

    private static Account AddAccount(ChatwootWorld world, int id, string name)
    {
        var account = new Account { Id = id, Name = name, CreatedAt = world.Now };
        world.Accounts.Add(id, account);
        return account;
    }
}
