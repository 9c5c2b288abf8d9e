using Ponte.FakeChatwoot;

namespace Ponte.Chatwoot.Tests.Rest;

/// <summary>Makes clients as a host would.</summary>
internal static class Clients
{
    public static ChatwootClient For(Uri baseUrl, string token = "tokentokentokentokentoke", long accountId = 2, TimeSpan? timeout = null, TimeProvider? time = null) =>
        new(Http(), new ChatwootEndpoint(baseUrl, accountId, token), time ?? TimeProvider.System, new() { Timeout = timeout ?? TimeSpan.FromSeconds(15) });

    public static ChatwootClient For(FakeChatwootServer server, string token = FakeChatwootSeed.AdminToken, long accountId = FakeChatwootSeed.AccountId, TimeSpan? timeout = null) =>
        For(server.BaseUrl, token, accountId, timeout);

    public static HttpClient Http(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect = null) =>
        new(ChatwootClient.CreateHandler(connect)) { Timeout = Timeout.InfiniteTimeSpan };
}
