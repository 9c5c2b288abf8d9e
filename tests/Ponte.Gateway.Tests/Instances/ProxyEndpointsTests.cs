namespace Ponte.Gateway.Tests.Instances;

/// <summary>http-contract 5.6.</summary>
public sealed class ProxyEndpointsTests(SharedGateway gateway)
{
    private const string None = """{"enabled":false,"host":null,"port":null,"protocol":null,"username":null}""";

    [Fact]
    public async Task Proxy_SetAndCleared_IsNeverShownWithItsPassword()
    {
        var name = await CreateAsync();
        var before = await GetAsync(name);
        Assert.Equal($$"""200 {"success":true,"message":"Proxy configuration retrieved successfully","proxy":{{None}}}""", $"{before.Status} {before.Text}");

        var set = await PostAsync(name, """{"enabled":true,"host":" proxy.example.com ","port":"1080","protocol":"SOCKS5","username":"shop","password":"s3cret"}""");

        const string Expected = """{"enabled":true,"host":"proxy.example.com","port":"1080","protocol":"socks5","username":"shop"}""";
        Assert.Equal($$"""200 {"success":true,"message":"Proxy configuration updated successfully","proxy":{{Expected}}}""", $"{set.Status} {set.Text}");
        Assert.Equal(Expected, (await GetAsync(name)).Json.GetProperty("proxy").GetRawText());

        var cleared = await PostAsync(name, """{"enabled":false,"port":"nonsense"}""");
        Assert.Equal(None, cleared.Json.GetProperty("proxy").GetRawText());
        Assert.Equal(None, (await GetAsync(name)).Json.GetProperty("proxy").GetRawText());
    }

    [Theory]
    [InlineData("""{"enabled":true,"host":"192.0.2.1","port":65535,"protocol":"https","username":"","password":""}""")]
    [InlineData("""{"enabled":true,"host":"[2001:db8::1]","port":"1","protocol":"Http"}""")]
    public async Task Proxy_OtherForms_AreTaken(string body) => Assert.Equal(200, (await PostAsync(await CreateAsync(), body)).Status);

    [Theory]
    [InlineData("{}", "enabled is required")]
    [InlineData("""{"enabled":"true"}""", "enabled must be true or false")]
    [InlineData("""{"enabled":true}""", "host is required; port is required; protocol is required")]
    [InlineData("""{"enabled":true,"host":"a","port":"70000","protocol":"ftp"}""", "port must be a number from 1 to 65535; protocol must be HTTP, HTTPS or SOCKS5")]
    [InlineData("""{"enabled":true,"host":"a","port":"+80","protocol":"http"}""", "port must be a number from 1 to 65535")]
    [InlineData("""{"enabled":true,"host":"a","port":80.5,"protocol":"http"}""", "port must be a number from 1 to 65535")]
    [InlineData("""{"enabled":true,"host":"a","port":[80],"protocol":"http"}""", "port must be a string")]
    [InlineData("""{"enabled":true,"host":"http://a","port":"80","protocol":"http"}""", "host must be a host name or an address, without http://, user name or port")]
    [InlineData("""{"enabled":true,"host":"u:p@a","port":"80","protocol":"http"}""", "host must be a host name or an address, without http://, user name or port")]
    [InlineData("""{"enabled":true,"host":"a:80","port":"80","protocol":"http"}""", "host must be a host name or an address, without http://, user name or port")]
    [InlineData("""{"enabled":true,"host":"a b","port":"80","protocol":"http"}""", "host must be a host name or an address, without http://, user name or port")]
    [InlineData("""{"enabled":true,"host":"a","port":"80","protocol":"http","password":"x"}""", "username is required with a password")]
    [InlineData("""{"enabled":true,"host":"a","port":"80","protocol":"http","username":"a:b"}""", "username must not contain a colon")]
    [InlineData("""{"enabled":true,"host":"a","port":"80","protocol":"socks5","username":"a\r\nb"}""", "username must be at most 255 bytes long and have no control characters")]
    public async Task Proxy_BadBody_Is400AndNothingChanges(string body, string problems)
    {
        var name = await CreateAsync();

        (await PostAsync(name, body)).IsError(400, "Invalid request body: " + problems);
        Assert.Equal(None, (await GetAsync(name)).Json.GetProperty("proxy").GetRawText());
    }

    private Task<Answer> PostAsync(string name, string body) => Answer.SendAsync(gateway.Http, HttpMethod.Post, $"/api/instance/proxy/{name}", body);

    private Task<Answer> GetAsync(string name) => Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/instance/getProxy/{name}");

    private async Task<string> CreateAsync()
    {
        var name = gateway.NewName();
        await gateway.Http.CreateSandboxAsync(name, TestContext.Current.CancellationToken);
        return name;
    }
}
