using Ponte.Gateway.Hosting;

namespace Ponte.Gateway.Tests.Hosting;

public sealed class HttpSpansTests
{
    [Theory]
    [InlineData("https://chat.example.com/api/v1/accounts/1/conversations/12/messages?token=abc", "https://chat.example.com/api/v1/accounts/1/conversations/12/messages")]
    [InlineData("http://127.0.0.1:3000/api/v1/accounts/1/contacts/search?q=%2B5511987654321", "http://127.0.0.1:3000/api/v1/accounts/1/contacts/search")]
    [InlineData("https://chat.example.com/rails/active_storage/blobs/redirect/eyJfcmFpbHMi/price.pdf", "https://chat.example.com/...")]
    [InlineData("https://chat.example.com/public/api/v1/inboxes/Secret1/contacts/Secret2/toggle_typing", "https://chat.example.com/...")]
    [InlineData("https://user:password@files.example.com/a?X-Amz-Signature=1", "https://files.example.com/...")]
    public void Shown_Address_HasNoSecret(string url, string shown) => Assert.Equal(shown, HttpSpans.Shown(new Uri(url)));
}
