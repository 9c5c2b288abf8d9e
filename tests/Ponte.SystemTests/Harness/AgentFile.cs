using System.Diagnostics;

namespace Ponte.SystemTests.Harness;

/// <summary>A file that an agent attaches.</summary>
internal sealed record AgentFile(string Name, string Type, byte[] Bytes)
{
    /// <summary>A real picture.</summary>
    public static AgentFile Png(string name = "menu.png") => new(name, "image/png", Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));

    /// <summary>Something WhatsApp carries as a document.</summary>
    public static AgentFile Pdf(string name = "price list.pdf") => new(name, "application/pdf", "%PDF-1.4\n%%EOF\n"u8.ToArray());

    /// <summary>Two seconds of sound, as Chatwoot's recorder stores them when the browser has no Opus.</summary>
    public static AgentFile Recording() => new("7b0f5e5e-2f5c-4d6f-9a59-0a7a3f0c1d2e.wav", "audio/wav", Wav(seconds: 2));

    /// <summary>Whether ffmpeg is there to convert with.</summary>
    public static bool CanConvert { get; } = FindFfmpeg();

    private static byte[] Wav(int seconds)
    {
        const int Rate = 8_000;
        var samples = Rate * seconds;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (samples * 2));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples * 2);
        for (var i = 0; i < samples; i++)
        {
            writer.Write((short)(8_000 * Math.Sin(i * 0.3)));
        }

        return stream.ToArray();
    }

    private static bool FindFfmpeg()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ffmpeg", "-version") { RedirectStandardOutput = true });
            process!.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
