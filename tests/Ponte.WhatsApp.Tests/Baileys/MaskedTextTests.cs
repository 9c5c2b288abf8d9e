using Ponte.WhatsApp.Baileys;

namespace Ponte.WhatsApp.Tests.Baileys;

public sealed class MaskedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Closing session: SessionEntry {\n privKey", "Closing session: SessionEntry {")]
    [InlineData("\n  Error: Cannot find module '/opt/ponte/engine/x.js'", "Error: Cannot find module '*.*'")]
    [InlineData("<Buffer 0a 1b cd ef>", "<Buffer * * * *>")]
    [InlineData("key c2VjcmV0a2V5Ynl0ZXM=", "key *")]
    [InlineData("key abc+DEF/ghi", "key *")]
    [InlineData("to 5511900000001@s.whatsapp.net", "* *@*.whatsapp.net")]
    [InlineData("bell\u0007\u001b[31m ten", "bell  [* ten")]
    [InlineData("averyveryverylongword", "*")]
    public void Of_Text_KeepsOnlyPlainWords(string text, string masked) => Assert.Equal(masked, MaskedText.Of(text));

    [Fact]
    public void Of_LongLine_IsShort() => Assert.InRange(MaskedText.Of(string.Concat(Enumerable.Repeat("word ", 1000))).Length, 1, 160);

    [Fact]
    public void OneLine_SeveralLines_IsOneAndBounded()
    {
        Assert.Equal("a  b", MaskedText.OneLine("a\r\nb"));
        Assert.Equal(2000, MaskedText.OneLine(new string('x', 5000)).Length);
    }
}
