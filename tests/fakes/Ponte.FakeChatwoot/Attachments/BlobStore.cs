using System.Buffers.Binary;
using System.Security.Cryptography;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Attachments;

/// <summary>Keeps uploaded files in memory.</summary>
internal sealed class BlobStore(ChatwootWorld world)
{
    private static readonly TimeSpan AnalysisTakes = TimeSpan.FromMilliseconds(15);

    public Attachment Attach(Message message, Upload file) => new()
    {
        Id = world.Ids.NextAttachment(),
        Message = message,
        FileType = FileTypes.Declared(file.DeclaredType),
        Blob = Store(file),
    };

    public Blob Store(Upload file)
    {
        var blob = new Blob
        {
            SignedId = NewKey(),
            FileName = file.FileName,
            ContentType = FileTypes.Identify(file),
            Bytes = file.Bytes,
        };
        world.Blobs.Add(blob.SignedId, blob);
        if (FileTypes.Declared(file.DeclaredType) == "image")
        {
            _ = AnalyseLaterAsync(blob);
        }

        return blob;
    }

    /// <summary>An address of the file itself, as the redirect of a data_url hands it out (contract 6.5).</summary>
    public string NewDiskKey(Blob blob)
    {
        var key = NewKey();
        world.DiskKeys.Add(key, blob);
        return key;
    }

    /// <summary>Removes a file a moment later, as Chatwoot's purge job does.</summary>
    public void Purge(Blob blob) => _ = PurgeLaterAsync(blob);

    private async Task PurgeLaterAsync(Blob blob)
    {
        await Task.Delay(world.Settings.DeleteDelay, CancellationToken.None);
        blob.Deleted = true;
    }

    // The size is known only after a background job: the answer of the upload still says null.
    private async Task AnalyseLaterAsync(Blob blob)
    {
        await Task.Delay(AnalysisTakes, world.Time);
        if (blob.Bytes.Length > 24 && blob.Bytes.AsSpan(1).StartsWith("PNG"u8))
        {
            lock (world.Gate)
            {
                blob.Size = (BinaryPrimitives.ReadInt32BigEndian(blob.Bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(blob.Bytes.AsSpan(20)));
            }
        }
    }

    private static string NewKey() => $"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).Replace('+', 'a').Replace('/', 'b')}--{RandomNumberGenerator.GetHexString(40, lowercase: true)}";
}
