using System.Security.Cryptography;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Tests.Secrets;

public sealed class SecretBoxTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];

    private readonly SecretBox _box = new(Key);

    [Theory]
    [InlineData("")]
    [InlineData("xAbc123")]
    [InlineData("olá, ação — 🚀")]
    public void Open_SealedValue_IsThePlaintext(string plaintext)
    {
        var opened = new SecretBox([.. Key]).Open(_box.Seal(plaintext, "row:1:token"), "row:1:token");

        Assert.Equal(plaintext, opened);
    }

    [Fact]
    public void Seal_SameValueTwice_GivesTwoCiphertextsUnderOneKeyId()
    {
        var one = _box.Seal("secret", "c");
        var two = _box.Seal("secret", "c");

        Assert.NotEqual(one, two);
        Assert.All([one, two], value => Assert.StartsWith(_box.KeyId + ".", value, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", one, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OtherContext_IsRefusedWithoutTheSecret()
    {
        var @sealed = _box.Seal("secret", "row:1:token");

        var error = Assert.Throws<CryptographicException>(() => _box.Open(@sealed, "row:2:token"));

        Assert.Equal("The secret row:2:token cannot be opened: it is damaged or belongs elsewhere.", error.Message);
    }

    [Fact]
    public void Open_OtherKey_SaysSo()
    {
        var other = new SecretBox(RandomNumberGenerator.GetBytes(32));

        var error = Assert.Throws<CryptographicException>(() => other.Open(_box.Seal("secret", "c"), "c"));

        Assert.Equal("The secret c was sealed with another encryption key.", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("plain")]
    [InlineData("{id}.")]
    [InlineData("{id}.AAAA")]
    [InlineData("{id}.not base64!")]
    public void Open_NotASealedValue_IsRefused(string text) =>
        Assert.Throws<CryptographicException>(() => _box.Open(text.Replace("{id}", _box.KeyId, StringComparison.Ordinal), "c"));

    [Fact]
    public void Open_EveryFlippedByte_IsRefused()
    {
        var @sealed = _box.Seal("secret", "c");
        var box = Convert.FromBase64String(@sealed[(_box.KeyId.Length + 1)..]);
        for (var i = 0; i < box.Length; i++)
        {
            var damaged = box.ToArray();
            damaged[i] ^= 1;
            Assert.Throws<CryptographicException>(() => _box.Open($"{_box.KeyId}.{Convert.ToBase64String(damaged)}", "c"));
        }
    }

    [Fact]
    public void ToString_Box_SaysNothingOfTheKey() => Assert.Equal(typeof(SecretBox).FullName, _box.ToString());
}
