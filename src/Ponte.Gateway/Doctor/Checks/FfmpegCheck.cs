using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Media;

namespace Ponte.Gateway.Doctor.Checks;

/// <summary>Whether ffmpeg is there, which Ponte can do without.</summary>
internal sealed class FfmpegCheck(Ffmpeg ffmpeg, IOptions<MediaOptions> options) : IDoctorCheck
{
    private const int LongestVersion = 60;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = options.Value.FfmpegPath;
        if (path.Length == 0)
        {
            yield return Finding.Ok("ffmpeg", "ffmpeg_off");
        }
        else
        {
            yield return await ffmpeg.VersionAsync(cancellationToken) is { } version
                ? Finding.Ok("ffmpeg", "ffmpeg", version.Length <= LongestVersion ? version : version[..LongestVersion])
                : Finding.Warning("ffmpeg", "ffmpeg_missing", path);
        }
    }
}
