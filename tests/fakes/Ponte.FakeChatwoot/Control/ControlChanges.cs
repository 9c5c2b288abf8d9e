using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Control;

/// <summary>Changes that no API call makes.</summary>
internal static class ControlChanges
{
    public static string? RotateToken(ChatwootWorld world, int userId, string? token)
    {
        if (!world.Users.TryGetValue(userId, out var user))
        {
            return null;
        }

        world.UsersByToken.Remove(user.Token);
        user.Token = token ?? Tokens.New();
        world.UsersByToken[user.Token] = user;
        return user.Token;
    }

    public static string? RotatePubsubToken(ChatwootWorld world, int userId)
    {
        if (!world.Users.TryGetValue(userId, out var user))
        {
            return null;
        }

        user.PubsubToken = Tokens.New();
        return user.PubsubToken;
    }
}
