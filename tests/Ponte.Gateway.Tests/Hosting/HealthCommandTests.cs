using Ponte.Gateway.Hosting;

namespace Ponte.Gateway.Tests.Hosting;

public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("", "http://127.0.0.1:8080/")]
    [InlineData("http://+:8080", "http://127.0.0.1:8080/")]
    [InlineData("https://192.0.2.1;http://0.0.0.0:9000", "http://127.0.0.1:9000/")]
    [InlineData("http://[::]:8080", "http://127.0.0.1:8080/")]
    [InlineData("https://192.0.2.1", "https://192.0.2.1/")]
    public void Address_OfEachForm_IsOneThatCanBeAsked(string urls, string expected) => Assert.Equal(expected, HealthCommand.AddressOf(urls).AbsoluteUri);

    [Fact]
    public async Task Health_WithoutAServer_FailsWithASentence()
    {
        using var output = new StringWriter();

        var error = await Assert.ThrowsAsync<StartException>(() => HealthCommand.RunAsync(["--urls", "http://127.0.0.1:9"], output));

        Assert.Equal("The server at http://127.0.0.1:9/ does not answer.", error.Message);
    }

    [Fact]
    public async Task Health_OfNoAddress_FailsWithASentence()
    {
        using var output = new StringWriter();

        var error = await Assert.ThrowsAsync<StartException>(() => HealthCommand.RunAsync(["--urls", "nowhere"], output));

        Assert.Equal("Urls must be addresses such as http://127.0.0.1:8080, separated by semicolons, not 'nowhere'", error.Message);
    }
}
