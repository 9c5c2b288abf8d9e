using Ponte.Gateway.Bridge;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class UnsupportedContentTests
{
    [Theory]
    [InlineData("imageMessage", null, "[Picture: not shown here yet. Open WhatsApp on the phone to see it.]")]
    [InlineData("videoMessage", " ", "[Video: not shown here yet. Open WhatsApp on the phone to see it.]")]
    [InlineData("documentMessage", "the invoice", "[Document: not shown here yet. Open WhatsApp on the phone to see it.]\nthe invoice")]
    [InlineData("somethingNew", null, "[Message of another kind: not shown here yet. Open WhatsApp on the phone to see it.]")]
    public void Describe_AnyKind_SaysWhatCameAndWhereToSeeIt(string type, string? caption, string expected) =>
        Assert.Equal(expected, UnsupportedContent.Describe(new IncomingUnsupported(type, caption)));
}
