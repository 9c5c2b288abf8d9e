using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Ponte.Gateway.Hosting;

/// <summary>Runs the program and turns expected trouble at its start into sentences on standard error and exit code 1.</summary>
internal static class StartReport
{
    /// <param name="errors">Standard error.</param>
    /// <param name="run">Answers the exit code.</param>
    public static async Task<int> RunAsync(TextWriter errors, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (Describe(e) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return 1;
        }
    }

    // Anything else is a bug and may end with its stack trace.
    internal static string? Describe(Exception e) => e switch
    {
        StartException => e.Message,
        IOException { InnerException: AddressInUseException } => $"{e.Message.TrimEnd('.')}. Choose another address with --urls.",
        IOException { InnerException: SocketException inner } => $"{e.Message.TrimEnd('.')}: {inner.Message}.",
        SocketException => $"Cannot listen on the configured address: {e.Message}. Choose another address with --urls.",
        InvalidDataException => $"{e.Message} {e.InnerException?.Message}".Trim(),
        _ => null,
    };
}
