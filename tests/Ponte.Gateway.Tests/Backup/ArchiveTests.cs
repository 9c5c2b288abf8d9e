using System.Security.Cryptography;
using Ponte.Gateway.Backup;

namespace Ponte.Gateway.Tests.Backup;

public sealed class ArchiveTests
{
    private const string Passphrase = "correct horse battery staple";
    private const int Sealed = ArchiveKey.ChunkSize + ArchiveKey.TagSize;
    private const int Header = 44;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ArchiveKey.ChunkSize)]
    [InlineData((2 * ArchiveKey.ChunkSize) + 1)]
    public void Open_WhatWasSealed_IsTheSame(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);

        Assert.Equal(content, Open(Seal(content)));
    }

    [Fact]
    public void Open_ChunksInAnotherOrder_IsRefused()
    {
        var archive = Seal(new byte[3 * ArchiveKey.ChunkSize]);
        byte[] swapped = [.. archive[..Header], .. archive[(Header + Sealed)..(Header + (2 * Sealed))], .. archive[Header..(Header + Sealed)], .. archive[(Header + (2 * Sealed))..]];

        Assert.Throws<StartException>(() => Open(swapped));
    }

    [Theory]
    [InlineData(Header)]
    [InlineData(Header + Sealed)]
    [InlineData(Header + Sealed + 1)]
    [InlineData(Header + (2 * Sealed))]
    public void Open_CutOff_IsRefused(int length) => Assert.Throws<StartException>(() => Open(Seal(new byte[3 * ArchiveKey.ChunkSize])[..length]));

    [Fact]
    public void Open_WithSomethingBehindIt_IsRefused() => Assert.Throws<StartException>(() => Open([.. Seal([1]), 0]));

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(30)]
    public void Open_AnotherHeader_IsRefusedAtOnce(int place)
    {
        var archive = Seal([1]);
        archive[place] ^= 0x7f;

        Assert.Throws<StartException>(() => ArchiveKey.Open(Passphrase, new MemoryStream(archive)));
    }

    private static byte[] Seal(byte[] content)
    {
        using var archive = new MemoryStream();
        using var key = ArchiveKey.Create(Passphrase, archive);
        using var sealing = new SealingStream(key, archive);
        sealing.Write(content);
        sealing.Complete();
        return archive.ToArray();
    }

    private static byte[] Open(byte[] archive)
    {
        using var stream = new MemoryStream(archive);
        using var key = ArchiveKey.Open(Passphrase, stream);
        using var opening = new OpeningStream(key, stream);
        using var content = new MemoryStream();
        opening.CopyTo(content);
        return content.ToArray();
    }
}
