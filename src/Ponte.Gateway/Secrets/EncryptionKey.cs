using System.Security.Cryptography;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Secrets;

/// <summary>The encryption key: from the settings, else from its file in the data folder, else a new one into that file.</summary>
internal sealed class EncryptionKey
{
    private EncryptionKey(byte[] bytes, bool isNew) => (Bytes, IsNew) = (bytes, isNew);

    /// <summary>The key's 32 bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>Whether there was none before.</summary>
    public bool IsNew { get; }

    /// <summary>Finds it.</summary>
    /// <exception cref="StartException">The file is not a key, or cannot be read or written.</exception>
    public static EncryptionKey Find(EncryptionOptions options, DataFolder folder)
    {
        if (EncryptionOptions.Read(options.Key) is { } configured)
        {
            return new EncryptionKey(configured, isNew: false);
        }

        try
        {
            var isNew = !File.Exists(folder.EncryptionKey);
            var text = isNew ? Generate(folder.EncryptionKey) : File.ReadAllText(folder.EncryptionKey);
            return EncryptionOptions.Read(text) is { } bytes
                ? new EncryptionKey(bytes, isNew)
                : throw new StartException($"The encryption key file {folder.EncryptionKey} is damaged: it must hold the base64 of 32 bytes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The encryption key file {folder.EncryptionKey} cannot be used: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static string Generate(string file)
    {
        var text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var temporary = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Renamed only when it is on disk: half a key would lock its owner out.
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(text + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file);
        return text;
    }
}
