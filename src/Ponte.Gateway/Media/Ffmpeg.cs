using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Media;

/// <summary>
/// Converts files with ffmpeg, where that is installed. A process without a shell, with a time limit, killed when it is not wanted any more; it is told
/// what the input is, so that no file makes it open another one.
/// </summary>
internal sealed partial class Ffmpeg(IOptions<MediaOptions> options, TimeProvider time, ILogger<Ffmpeg> logger)
{
    private const string StickerFilter = "scale=512:512:force_original_aspect_ratio=decrease:flags=lanczos,format=rgba,pad=512:512:(ow-iw)/2:(oh-ih)/2:color=#00000000";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan VersionLimit = TimeSpan.FromSeconds(10);

    /// <summary>Converts a file; false when it could not be done, with nothing at <paramref name="output"/>.</summary>
    /// <param name="input">The file.</param>
    /// <param name="inputType">Its MIME type, as its bytes tell.</param>
    /// <param name="conversion">Into what.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public async Task<bool> ConvertAsync(string input, string inputType, MediaConversion conversion, string output, CancellationToken cancellationToken)
    {
        if (FormatOf(inputType) is not { } format || options.Value.FfmpegPath.Length == 0)
        {
            return false;
        }

        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file", "-threads", "1", "-f", format, "-i", "file:" + input,
            "-map_metadata", "-1", .. Output(conversion), "-fs", options.Value.MaxBytes.ToString(System.Globalization.CultureInfo.InvariantCulture), "file:" + output,
        ];
        var converted = await RunAsync(arguments, cancellationToken) && File.Exists(output) && new FileInfo(output).Length > 0;
        if (!converted)
        {
            File.Delete(output);
        }

        return converted;
    }

    /// <summary>Its version as it prints it; null when it cannot be run.</summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(options.Value.FfmpegPath, ["-version"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            process.Start();
            var first = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(VersionLimit, time, cancellationToken);
            return first?.Split(' ') is ["ffmpeg", "version", var version, ..] ? version : null;
        }
        catch (Exception e) when (e is Win32Exception or TimeoutException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            Kill(process);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // Never started, or gone.
        }
    }

    private async Task<bool> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(options.Value.FfmpegPath, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            LogMissing();
            return false;
        }

        using var timer = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            // Both pipes are emptied, or the process would wait for room in them.
            await Task.WhenAll(
                process.StandardError.BaseStream.CopyToAsync(Stream.Null, either.Token),
                process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, either.Token),
                process.WaitForExitAsync(either.Token));
            return process.ExitCode == 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string[] Output(MediaConversion conversion) => conversion switch
    {
        MediaConversion.Voice => ["-vn", "-ac", "1", "-ar", "48000", "-c:a", "libopus", "-b:a", "32k", "-application", "voip", "-f", "ogg"],
        MediaConversion.Gif => ["-an", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2", "-movflags", "+faststart", "-f", "mp4"],
        MediaConversion.ProfilePicture => ["-frames:v", "1", "-vf", "crop=min(iw\\,ih):min(iw\\,ih),scale=640:640", "-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p", "-f", "image2pipe"],
        MediaConversion.Picture => ["-frames:v", "1", "-c:v", "png", "-f", "image2pipe"],
        MediaConversion.Sticker => ["-frames:v", "1", "-vf", StickerFilter, "-c:v", "libwebp", "-quality", "80", "-f", "webp"],
        MediaConversion.MovingSticker => ["-an", "-t", "8", "-vf", "fps=15," + StickerFilter, "-c:v", "libwebp_anim", "-quality", "40", "-loop", "0", "-f", "webp"],
        MediaConversion.Thumbnail => ["-frames:v", "1", "-vf", "scale='min(300,iw)':-2", "-c:v", "mjpeg", "-q:v", "6", "-f", "image2pipe"],
        _ => throw new ArgumentOutOfRangeException(nameof(conversion), conversion, "Not a conversion."),
    };

    private static string? FormatOf(string type) => type switch
    {
        "audio/wav" => "wav",
        "audio/mpeg" => "mp3",
        "audio/aac" => "aac",
        "audio/amr" => "amr",
        "audio/ogg" or "audio/ogg; codecs=opus" => "ogg",
        "audio/mp4" or "video/mp4" => "mov",
        "video/webm" => "matroska",
        "image/gif" => "gif",
        "image/jpeg" => "jpeg_pipe",
        "image/png" => "png_pipe",
        "image/webp" => "webp_pipe",
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "ffmpeg is not installed: recordings are sent as audio files and moving pictures as documents")]
    private partial void LogMissing();
}
