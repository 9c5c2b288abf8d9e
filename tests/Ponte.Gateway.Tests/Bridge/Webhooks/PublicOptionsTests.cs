using System.ComponentModel.DataAnnotations;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Tests.Bridge.Webhooks;

public sealed class PublicOptionsTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("https://ponte.example.com", "https://ponte.example.com")]
    [InlineData("https://ponte.example.com/", "https://ponte.example.com")]
    [InlineData("http://10.0.0.5:8080/some/prefix/", "http://10.0.0.5:8080/some/prefix")]
    public void Address_OfAcceptableValue_HasNoTrailingSlash(string value, string? address)
    {
        var options = new PublicOptions { PublicUrl = value };

        Assert.Equal(address, options.Address);
        Assert.Empty(options.Validate(new ValidationContext(options)));
    }

    [Theory]
    [InlineData("ponte.example.com")]
    [InlineData("/webhooks")]
    [InlineData("ftp://ponte.example.com")]
    [InlineData("https://user:secret@ponte.example.com")]
    [InlineData("https://ponte.example.com?x=1")]
    [InlineData("https://ponte.example.com/#x")]
    public void Validate_UnusableValue_NamesTheSettingAndNotTheValue(string value)
    {
        var options = new PublicOptions { PublicUrl = value };

        var problem = Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage!;

        Assert.StartsWith("Ponte:PublicUrl must be", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }
}
