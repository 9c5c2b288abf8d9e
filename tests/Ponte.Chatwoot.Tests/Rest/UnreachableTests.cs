using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class UnreachableTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_NobodyListens_IsConnectionRefused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var free = listener.LocalEndpoint;
        listener.Stop();

        Assert.Equal(
            new ChatwootError(ChatwootErrorKind.Unreachable, "connection refused", RequestFate.NotExecuted),
            (await Clients.For(new Uri($"http://{free}")).Profile.GetAsync(Stop)).Error);
    }

    [Fact]
    public async Task Get_NameThatDoesNotExist_IsNoSuchHost()
    {
        var error = (await Clients.For(new Uri("http://chatwoot.invalid")).Profile.GetAsync(Stop)).Error!;

        Assert.Equal((ChatwootErrorKind.Unreachable, RequestFate.NotExecuted), (error.Kind, error.Fate));
        Assert.StartsWith("no such host", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_HttpsToAPlainServer_IsTls()
    {
        await using var server = new RawServer((stream, stop) => stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), stop).AsTask(), readsRequest: false);

        AssertTls(await GetAsync(server));
    }

    [Fact]
    public async Task Get_CertificateNobodyTrusts_IsTls()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await using var server = new RawServer(
            async (stream, stop) =>
            {
                await using var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
                await tls.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, stop);
            },
            readsRequest: false);

        var error = await GetAsync(server);

        AssertTls(error);
        Assert.Contains("certificate", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ConnectCallbackRefusesTheAddress_IsItsErrorAndNotExecuted()
    {
        using var http = Clients.Http((_, _) => throw new ChatwootTransportException(ChatwootErrorKind.EgressRefused, "link-local address"));
        var client = new ChatwootClient(http, new(new Uri("http://192.0.2.1"), 1, "t"), TimeProvider.System);

        Assert.Equal(
            new ChatwootError(ChatwootErrorKind.EgressRefused, "link-local address", RequestFate.NotExecuted), (await client.Profile.GetAsync(Stop)).Error);
    }

    [Fact]
    public async Task Get_HandlerThrowsBreaker_IsItsErrorWithTheWait()
    {
        using var http = new HttpClient(new Throwing(new ChatwootTransportException(ChatwootErrorKind.CircuitOpen, "paused", TimeSpan.FromSeconds(7))));
        var client = new ChatwootClient(http, new(new Uri("http://192.0.2.1"), 1, "t"), TimeProvider.System);

        Assert.Equal(
            new ChatwootError(ChatwootErrorKind.CircuitOpen, "paused", RequestFate.NotExecuted, null, TimeSpan.FromSeconds(7)),
            (await client.Profile.GetAsync(Stop)).Error);
    }

    [Fact]
    public async Task Get_HandlerThrowsTimeout_MayStillRun()
    {
        using var http = new HttpClient(new Throwing(new ChatwootTransportException(ChatwootErrorKind.Timeout, "timeout after 3s")));
        var client = new ChatwootClient(http, new(new Uri("http://192.0.2.1"), 1, "t"), TimeProvider.System);

        Assert.Equal(RequestFate.MayStillRun, (await client.Profile.GetAsync(Stop)).Error!.Fate);
    }

    private static async Task<ChatwootError> GetAsync(RawServer server) =>
        (await Clients.For(new UriBuilder(server.BaseUrl) { Scheme = "https" }.Uri).Profile.GetAsync(Stop)).Error!;

    private static void AssertTls(ChatwootError error)
    {
        Assert.Equal((ChatwootErrorKind.Unreachable, RequestFate.NotExecuted), (error.Kind, error.Fate));
        Assert.StartsWith("TLS: ", error.Detail, StringComparison.Ordinal);
    }

    private sealed class Throwing(Exception exception) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw exception;
    }
}
