using System.Net.Http.Headers;

namespace Ponte.Chatwoot.Http;

/// <summary>An answer read up to its limit.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The response headers.</param>
/// <param name="Body">What was read; never more than the limit.</param>
/// <param name="IsComplete">False when there was more than the limit.</param>
internal sealed record ApiAnswer(int Status, HttpResponseHeaders Headers, ReadOnlyMemory<byte> Body, bool IsComplete)
{
    public bool IsSuccess => Status is >= 200 and <= 299;
}
