namespace Ponte.Gateway.Tests.Instances;

/// <summary>What is wrong with a body is said before any storage is asked (http-contract 5.7).</summary>
public sealed class BucketEndpointsTests(SharedGateway gateway)
{
    private const string BucketProblem = "bucket must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens";
    private const string EndpointProblem = "endpoint must be an absolute http or https URL without user, query and fragment; leave it empty for AWS";
    private const string PrefixProblem = "pathPrefix must be folders of letters, digits, dots, hyphens and underscores, separated by slashes, 200 characters at most";
    private const string KeyProblem = " must have at most 256 printable ASCII characters, without spaces and commas";

    [Theory]
    [InlineData("{}", "enabled is required")]
    [InlineData("""{"enabled":"true"}""", "enabled must be true or false")]
    [InlineData("""{"enabled":true}""", "region is required; bucket is required; accessKey is required; secretKey is required")]
    [InlineData("""{"enabled":true,"region":"eu west","bucket":"abc","accessKey":"a","secretKey":"b"}""", "region must be a region such as us-east-1")]
    [InlineData("""{"enabled":true,"region":"r","bucket":"Media","accessKey":"a","secretKey":"b"}""", BucketProblem)]
    [InlineData("""{"enabled":true,"region":"r","bucket":"a..b","accessKey":"a","secretKey":"b"}""", BucketProblem)]
    [InlineData("""{"enabled":true,"region":"r","bucket":"arn:aws:s3:::b","accessKey":"a","secretKey":"b"}""", BucketProblem)]
    [InlineData("""{"enabled":true,"region":"r","bucket":"abc","accessKey":"a b","secretKey":"\r\n"}""", "accessKey" + KeyProblem + "; secretKey is required")]
    [InlineData("""{"enabled":true,"region":"r","bucket":"abc","accessKey":"a","secretKey":"ü"}""", "secretKey" + KeyProblem)]
    [InlineData("""{"enabled":true,"bucket":"abc","accessKey":"a","secretKey":"b","endpoint":"s3.example.com"}""", EndpointProblem)]
    [InlineData("""{"enabled":true,"bucket":"abc","accessKey":"a","secretKey":"b","endpoint":"https://u:p@s3.example.com"}""", EndpointProblem)]
    [InlineData("""{"enabled":true,"bucket":"abc","accessKey":"a","secretKey":"b","endpoint":"file:///etc"}""", EndpointProblem)]
    [InlineData("""{"enabled":true,"bucket":"abc","accessKey":"a","secretKey":"b","endpoint":"https://s3.example.com","pathPrefix":"a/../b"}""", PrefixProblem)]
    [InlineData("""{"enabled":true,"bucket":"abc","accessKey":"a","secretKey":"b","endpoint":"https://s3.example.com","pathPrefix":"a//b"}""", PrefixProblem)]
    [InlineData("""{"enabled":true,"bucket":"abc","accessKey":"a","secretKey":"b","endpoint":"https://s3.example.com","pathPrefix":"a b"}""", PrefixProblem)]
    public async Task Bucket_BadBody_Is400AndNothingIsStored(string body, string problems)
    {
        var name = gateway.NewName();
        await gateway.Http.CreateSandboxAsync(name, TestContext.Current.CancellationToken);

        (await Answer.SendAsync(gateway.Http, HttpMethod.Post, $"/api/instance/s3/{name}", body)).IsError(400, "Invalid request body: " + problems);

        var stored = await Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/instance/getS3/{name}");
        Assert.Equal(200, stored.Status);
        Assert.Equal(
            """{"success":true,"s3":{"enabled":false,"region":null,"bucket":null,"accessKey":null,"secretKey":null,"endpoint":null,"pathPrefix":null}}""", stored.Text);
    }
}
