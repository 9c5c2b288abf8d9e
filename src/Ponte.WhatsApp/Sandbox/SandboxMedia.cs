using System.Buffers;
using System.Security.Cryptography;
using Ponte.WhatsApp.Media;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>The files of a simulated phone: those it may receive, by token, and copies of those it sent, by hash. Streamed, and whole or not there.</summary>
internal sealed class SandboxMedia(SandboxFolder folder, Func<string> createToken)
{
    private const int TokenLength = 32;
    private const int BufferSize = 80 * 1024;

    /// <summary>Keeps a file to receive and returns its token.</summary>
    /// <exception cref="IOException">It could not be read or written; nothing of it is kept.</exception>
    public async Task<(string Token, long Size)> KeepReceivedAsync(Stream content, CancellationToken cancellationToken)
    {
        SandboxFolder.CreateDirectory(folder.ReceivedMedia);
        var token = createToken();
        var kept = await KeepAsync(content, folder.ReceivedMedia, token, _ => token, cancellationToken);
        return (token, kept.Size);
    }

    /// <summary>Keeps a copy of a sent file.</summary>
    /// <exception cref="IOException">It could not be read or written; nothing of it is kept.</exception>
    public async Task<SandboxFile> KeepSentAsync(string path, CancellationToken cancellationToken)
    {
        SandboxFolder.CreateDirectory(folder.SentMedia);
        await using var content = OpenRead(path);
        return await KeepAsync(content, folder.SentMedia, createToken(), hash => hash, cancellationToken);
    }

    /// <summary>The file behind a token; null when there is none.</summary>
    public FileInfo? FindReceived(string token) =>
        token.Length == TokenLength && token.All(char.IsAsciiHexDigitLower) && new FileInfo(Path.Combine(folder.ReceivedMedia, token)) is { Exists: true } file
            ? file
            : null;

    /// <exception cref="IOException">It is not there any more.</exception>
    public FileStream OpenSent(SandboxFile file) => OpenRead(Path.Combine(folder.SentMedia, file.Sha256));

    /// <summary>Copies a received file to where the caller wants it.</summary>
    public async Task<MediaAnswer> CopyReceivedAsync(string token, string path, long maxBytes, CancellationToken cancellationToken)
    {
        if (FindReceived(token) is not { } file)
        {
            return new MediaAnswer.Gone("The simulated phone has no such file.");
        }

        if (file.Length > maxBytes)
        {
            return new MediaAnswer.TooLarge(file.Length);
        }

        try
        {
            await using var input = OpenRead(file.FullName);
            var size = await WriteAsync(input, path, hash: null, cancellationToken);
            return new MediaAnswer.Saved(size);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MediaAnswer.Failed("The file could not be written to the disk.");
        }
    }

    /// <summary>Removes a file if it is there; its folder may be missing too.</summary>
    public static void Remove(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static FileStream OpenRead(string path) => new(
        path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });

    private static async Task<SandboxFile> KeepAsync(
        Stream content, string directory, string temporaryName, Func<string, string> nameOf, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(directory, temporaryName + ".tmp");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = await WriteAsync(content, temporary, hash, cancellationToken);
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        File.Move(temporary, Path.Combine(directory, nameOf(sha256)), overwrite: true);
        return new SandboxFile(sha256, size);
    }

    // Whole, or not there. What is kept is also flushed; a copy for the caller is the caller's.
    private static async Task<long> WriteAsync(Stream content, string path, IncrementalHash? hash, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var output = SandboxFolder.Open(path, FileMode.Create, FileAccess.Write);
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash?.AppendData(buffer, 0, read);
                await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            output.Flush(flushToDisk: hash is not null);
            return output.Length;
        }
        catch
        {
            Remove(path);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
