using System.Text;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Tests.Media;

/// <summary>What a file is to WhatsApp is told by its bytes.</summary>
public sealed class MediaPlanTests
{
    [Theory]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000000D", "image/png")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("524946460000000057415645", "audio/wav")]
    [InlineData("52494646", null)]
    [InlineData("00000018667479706D703432", "video/mp4")]
    [InlineData("00000018667479704D344120", "audio/mp4")]
    [InlineData("0000001466747970717420 20", "video/quicktime")]
    [InlineData("00000018667479703367 7034", "video/3gpp")]
    [InlineData("1A45DFA3", "video/webm")]
    [InlineData("49443303", "audio/mpeg")]
    [InlineData("FFFB9044", "audio/mpeg")]
    [InlineData("FFF15080", "audio/aac")]
    [InlineData("2321414D520A", "audio/amr")]
    [InlineData("255044462D312E34", "application/pdf")]
    [InlineData("68656C6C6F", null)]
    [InlineData("", null)]
    public void TypeOf_FirstBytes_AreKnownOrNot(string hex, string? type)
    {
        var digits = hex.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(type, FileSignature.TypeOf(Convert.FromHexString(digits.Length % 2 == 0 ? digits : digits[..^1])));
    }

    [Fact]
    public void TypeOf_OggWithOpus_IsToldFromOtherOgg()
    {
        Assert.Equal(MediaPlan.VoiceType, FileSignature.TypeOf(Encoding.ASCII.GetBytes("OggS" + new string('\0', 24) + "OpusHead")));
        Assert.Equal("audio/ogg", FileSignature.TypeOf(Encoding.ASCII.GetBytes("OggS" + new string('\0', 24) + "\u0001vorbis")));
    }

    [Theory]
    [InlineData("image/png", null, false, false, "Image", "None", "Image")]
    [InlineData("image/gif", null, false, true, "Gif", "Gif", "Document")]
    [InlineData("image/webp", null, false, true, "Image", "Picture", "Document")]
    [InlineData("image/heic", null, false, false, "Document", "None", "Document")]
    [InlineData("video/mp4", null, false, true, "Video", "None", "Video")]
    [InlineData("video/mp4", "audio/mp4", false, false, "Audio", "None", "Audio")]
    [InlineData("video/quicktime", null, false, false, "Document", "None", "Document")]
    [InlineData("audio/ogg; codecs=opus", null, false, false, "Voice", "None", "Voice")]
    [InlineData("audio/ogg; codecs=opus", null, true, true, "Document", "None", "Document")]
    [InlineData("audio/mpeg", null, false, false, "Audio", "None", "Audio")]
    [InlineData("audio/mpeg", null, true, false, "Voice", "Voice", "Audio")]
    [InlineData("audio/wav", null, true, false, "Voice", "Voice", "Document")]
    [InlineData("audio/wav", null, false, false, "Document", "None", "Document")]
    [InlineData(null, "image/png", false, false, "Document", "None", "Document")]
    [InlineData(null, "application/zip", false, true, "Document", "None", "Document")]
    public void Of_Type_LeadsToAKind(string? sniffed, string? declared, bool isRecording, bool hasCaption, string kind, string conversion, string otherwise)
    {
        var plan = MediaPlan.Of(sniffed, declared, isRecording, hasCaption);

        Assert.Equal((kind, conversion, otherwise), (plan.Kind.ToString(), plan.Conversion.ToString(), plan.Otherwise.ToString()));
        Assert.True(plan.Kind is MediaKind.Document || sniffed is not null);
    }
}
