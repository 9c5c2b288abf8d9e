using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Http;

/// <summary>Maps routes to handlers: reads the body, takes the lock, checks the caller, writes the answer.</summary>
internal sealed class Api(IEndpointRouteBuilder routes, ChatwootWorld world)
{
    private const string AccountPrefix = "/api/v1/accounts/{account}/";

    /// <summary>A route of an account; runs whole under the lock.</summary>
    public void Account(string method, string pattern, Func<Call, Answer> handle, BotAccess bots = BotAccess.None) =>
        Map(method, AccountPrefix + pattern, Enter, (call, guard) => Task.FromResult(guard(() => handle(call))), bots);

    /// <summary>A route of an account whose handler takes the lock itself, several times.</summary>
    public void AccountAsync(string method, string pattern, Func<Call, Task<Answer>> handle, BotAccess bots = BotAccess.None) =>
        Map(method, AccountPrefix + pattern, Enter, (call, _) => handle(call), bots);

    /// <summary>A route that needs a token but no account.</summary>
    public void User(string method, string pattern, Func<Call, Answer> handle) =>
        Map(method, pattern, static (call, bots) => Authorization.Authenticate(call, bots), (call, guard) => Task.FromResult(guard(() => handle(call))), BotAccess.None);

    /// <summary>A route that needs no token.</summary>
    public void Open(string method, string pattern, Func<Call, Answer> handle) =>
        Map(method, pattern, static (_, _) => { }, (call, guard) => Task.FromResult(guard(() => handle(call))), BotAccess.None);

    /// <summary>Runs under the world's lock.</summary>
    public T Locked<T>(Func<T> work)
    {
        lock (world.Gate)
        {
            return work();
        }
    }

    private static void Enter(Call call, BotAccess bots)
    {
        Authorization.Authenticate(call, bots);
        Authorization.EnterAccount(call);
    }

    private void Map(string method, string pattern, Action<Call, BotAccess> enter, Func<Call, Func<Func<Answer>, Answer>, Task<Answer>> run, BotAccess bots) =>
        routes.MapMethods(pattern, [method], async (HttpContext http) =>
        {
            if (await ParamsReader.ReadAsync(http.Request) is not { } body)
            {
                await ErrorPages.WriteAsync(http, 400, "Bad Request");
                return;
            }

            var call = new Call(http, world, body);
            Answer answer;
            try
            {
                Locked<object?>(() =>
                {
                    enter(call, bots);
                    return null;
                });
                answer = await run(call, Locked);
            }
            catch (ApiError error)
            {
                answer = error.Answer;
            }

            await AnswerWriter.WriteAsync(http.Response, answer);
        });
}
