using System.Text.Json.Nodes;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>The <c>invalid body</c> row: every problem of a body in one answer, and Chatwoot is not asked (http-contract 4.1 and §9).</summary>
[Collection(typeof(ActivationServers))]
public sealed class InvalidBodyTests(Servers servers)
{
    private const string Missing = "chatwootBaseUrl is required; chatwootAccountId is required; chatwootApiToken is required";
    private const string NotAUrl = "chatwootBaseUrl must be an absolute http or https URL";

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("{", "malformed JSON at line 1, position 2")]
    [InlineData("{\n\"chatwootAccountId\": 2,}", "malformed JSON at line 2, position 24")]
    [InlineData("not JSON", "malformed JSON at line 1, position 2")]
    [InlineData("null", "the body must be a JSON object")]
    [InlineData("[]", "the body must be a JSON object")]
    [InlineData("[{\"chatwootAccountId\":2}]", "the body must be a JSON object")]
    [InlineData("\"text\"", "the body must be a JSON object")]
    [InlineData("7", "the body must be a JSON object")]
    [InlineData("{}", Missing)]
    [InlineData("""{"chatwootBaseUrl":null,"chatwootAccountId":null,"chatwootApiToken":null,"inboxName":null,"signMessages":null}""", Missing)]
    [InlineData("""{"chatwootBaseUrl":" ","chatwootAccountId":0,"chatwootApiToken":""}""", "chatwootBaseUrl is required; chatwootAccountId must be greater than 0; chatwootApiToken is required")]
    [InlineData(
        """{"chatwootBaseUrl":1,"chatwootAccountId":"2","chatwootApiToken":{},"inboxName":[],"signMessages":"yes","ignoreGroups":1,"startAsPending":{},"reopenResolved":[]}""",
        "chatwootBaseUrl must be a string; chatwootAccountId must be a number; chatwootApiToken must be a string; inboxName must be a string; " +
        "signMessages must be true or false; ignoreGroups must be true or false; startAsPending must be true or false; reopenResolved must be true or false")]
    public async Task Set_BodyThatIsNone_Is400WithEveryProblem(string body, string problems)
    {
        var instance = await servers.CreateAsync();

        Assert.Equal(Answer.Error(400, "invalid body: " + problems), await instance.SetAsync(body));
        Assert.Equal(404, (await instance.AskListAsync()).Status);
    }

    [Theory]
    [InlineData("chatwootBaseUrl", "\"chat.example.com\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"/chatwoot\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"//chat.example.com\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"ftp://chat.example.com\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"file:///etc/passwd\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"javascript:alert(1)\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"http://\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"http://?\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"http://exa mple.com\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"http://chat.example.com:99999\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"https://user:secret@chat.example.com\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"https://chat.example.com?a=b\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"https://chat.example.com/?\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"https://chat.example.com#top\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"https://chat.example.com/#\"", NotAUrl)]
    [InlineData("chatwootBaseUrl", "\"\\ud800\"", "chatwootBaseUrl must be valid text")]
    [InlineData("chatwootAccountId", "0", "chatwootAccountId must be greater than 0")]
    [InlineData("chatwootAccountId", "-2", "chatwootAccountId must be greater than 0")]
    [InlineData("chatwootAccountId", "2.5", "chatwootAccountId must be a whole number")]
    [InlineData("chatwootAccountId", "1e30", "chatwootAccountId must be a whole number")]
    [InlineData("chatwootAccountId", "9223372036854775808", "chatwootAccountId must be a whole number")]
    [InlineData("chatwootAccountId", "true", "chatwootAccountId must be a number")]
    [InlineData("chatwootApiToken", "\"two words\"", "chatwootApiToken must be printable ASCII without spaces")]
    [InlineData("chatwootApiToken", "\"line\\nbreak\"", "chatwootApiToken must be printable ASCII without spaces")]
    [InlineData("chatwootApiToken", "\"caf\\u00e9\"", "chatwootApiToken must be printable ASCII without spaces")]
    [InlineData("inboxName", "\"a\\u0000b\"", "inboxName must be valid text")]
    public async Task Set_OneFieldWrong_Is400NamingIt(string field, string value, string problem)
    {
        var instance = await servers.CreateAsync();
        var body = ActivationBody.Of("http://127.0.0.1:1");
        body.Remove(field);
        var text = body.ToJsonString()[..^1] + $",\"{field}\":{value}}}";

        Assert.Equal(Answer.Error(400, "invalid body: " + problem), await instance.SetAsync(text));
    }

    [Theory]
    [InlineData("chatwootBaseUrl", 2048)]
    [InlineData("chatwootApiToken", 512)]
    [InlineData("inboxName", 255)]
    public async Task Set_TextTooLong_Is400WithTheLimit(string field, int limit)
    {
        var instance = await servers.CreateAsync();
        var body = ActivationBody.Of("http://127.0.0.1:1", new JsonObject { [field] = new string('a', limit + 1) });

        // The length is told first; an address that long is not read any further.
        var answer = await instance.SetAsync(body.ToJsonString());

        Assert.Equal(Answer.Error(400, $"invalid body: {field} must have at most {limit} characters"), answer);
    }

    [Fact]
    public async Task Set_DeeplyNestedJson_Is400()
    {
        var instance = await servers.CreateAsync();

        var answer = await instance.SetAsync(new string('[', 100_000));

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(Answer.Error(400, "invalid body: malformed JSON at line 1").Body[..^3], answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_HugeBody_Is413()
    {
        var instance = await servers.CreateAsync();
        var body = ActivationBody.Of("http://127.0.0.1:1", new { inboxName = new string('a', 12_000_000) });

        Assert.Equal(Answer.Error(413, "Request body too large"), await instance.SetAsync(body.ToJsonString()));
    }

    [Fact]
    public async Task Set_BodyThatIsNotSaidToBeJson_Is415()
    {
        var instance = await servers.CreateAsync();

        var answer = await instance.Gateway.Http.AskAsync(HttpMethod.Post, $"/api/chatwoot/set/{instance.Name}", "{}", contentType: "text/plain");

        Assert.Equal(Answer.Error(415, "Content-Type must be application/json"), answer);
    }

    [Fact]
    public async Task Set_OnAWorkingInstance_ChangesNothing()
    {
        var instance = await servers.ActivateAsync(new { signMessages = true });
        var before = await instance.AskListAsync();

        Assert.Equal(400, (await instance.SetAsync("{}")).Status);

        Assert.Equal(before, await instance.AskListAsync());
    }
}
