using System.Security.Cryptography;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Secrets;

/// <summary>Finds the encryption key: from the settings, else from its file in the data folder, else a new one into that file.</summary>
internal static class EncryptionKey
{
    /// <summary>The key's 32 bytes.</summary>
    /// <exception cref="StartException">The file is not a key, or cannot be read or written.</exception>
    public static byte[] Find(EncryptionOptions options, DataFolder folder)
    {
        if (EncryptionOptions.Read(options.Key) is { } configured)
        {
            return configured;
        }

        try
        {
            var text = File.Exists(folder.EncryptionKey) ? File.ReadAllText(folder.EncryptionKey) : Generate(folder.EncryptionKey);
            return EncryptionOptions.Read(text)
                ?? throw new StartException($"The encryption key file {folder.EncryptionKey} is damaged: it must hold the base64 of 32 bytes.");
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
