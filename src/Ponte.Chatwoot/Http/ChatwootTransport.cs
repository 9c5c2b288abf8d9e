using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ponte.Chatwoot.Http;

/// <summary>Sends one call and turns whatever comes of it into a result.</summary>
internal sealed class ChatwootTransport(HttpClient http, ChatwootEndpoint endpoint, TimeProvider time, ChatwootClientOptions options)
{
    private const int ErrorLimit = 64 * 1024;
    private const int AnswerLimit = 8 * 1024 * 1024;

    // Bytes per second; a connection this slow still gets its files through.
    private const double SlowestUpload = 256 * 1024;

    // From here on it is worth asking first whether the file would be taken at all: a proxy that refuses it would only cut the connection.
    private const long WorthAsking = 1024 * 1024;

    private readonly AnswerClassifier _classifier = new(endpoint.AccessToken, time);

    /// <summary>A call whose answer is JSON.</summary>
    public async Task<ChatwootResult<T>> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var sent = await ExchangeAsync(request, cancellationToken);
        if (!sent.IsSuccess)
        {
            return new(sent.Error);
        }

        var answer = sent.Value;
        if (request.EmptyNotFoundIsNull && answer is { Status: 404, Body.IsEmpty: true })
        {
            return new(default(T)!);
        }

        return answer.IsSuccess ? Parse(request, answer, type) : new(Classify(request, answer));
    }

    /// <summary>A call whose answer does not matter beyond its status.</summary>
    public async Task<ChatwootResult<NoContent>> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var sent = await ExchangeAsync(request, cancellationToken);
        return !sent.IsSuccess ? new(sent.Error)
            : sent.Value.IsSuccess ? new(default(NoContent))
            : new(Classify(request, sent.Value));
    }

    private ChatwootError Classify(ApiRequest request, ApiAnswer answer) =>
        _classifier.Classify(answer, new Uri(endpoint.Root, request.Path), request.Path);

    private ChatwootResult<T> Parse<T>(ApiRequest request, ApiAnswer answer, JsonTypeInfo<T> type)
    {
        if (!answer.IsComplete)
        {
            return new(new ChatwootError(
                ChatwootErrorKind.TooLarge, $"HTTP {answer.Status}: the answer is larger than {AnswerLimit} bytes", RequestFate.Unknown, answer.Status));
        }

        try
        {
            return JsonSerializer.Deserialize(answer.Body.Span, type) is { } value ? new(value) : new(_classifier.NotChatwoot(answer, request.IsPersonal));
        }
        catch (JsonException)
        {
            return new(_classifier.NotChatwoot(answer, request.IsPersonal));
        }
    }

    private async Task<ChatwootResult<ApiAnswer>> ExchangeAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (endpoint.AccessToken.Any(character => character is < ' ' or > '~'))
        {
            // It cannot be a header value, and no Chatwoot token looks like it.
            request.Content?.Dispose();
            return new(new ChatwootError(ChatwootErrorKind.InvalidToken, "the access token contains characters that a token never has", RequestFate.NotExecuted));
        }

        var limit = request.IsUpload ? options.UploadTimeout + TimeSpan.FromSeconds(request.UploadBytes / SlowestUpload) : options.Timeout;
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var message = Message(request);
        message.Options.Set(ChatwootClient.TimeLimit, limit);
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(TransportClassifier.TimedOut(timeout.IsCancellationRequested || http.Timeout < TimeSpan.Zero ? limit : http.Timeout), response);
        }
        catch (Exception exception) when (TransportClassifier.IsExpected(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Failed(TransportClassifier.Classify(exception), response);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private static async Task<ChatwootResult<ApiAnswer>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var (body, isComplete) = await LimitedBody.ReadAsync(response.Content, response.IsSuccessStatusCode ? AnswerLimit : ErrorLimit, cancellationToken);
        return new(new ApiAnswer((int)response.StatusCode, response.Headers, body, isComplete));
    }

    // Once a status has arrived nothing is running any more: an error status tells its own story, a success that cannot be read stays unknown.
    private static ChatwootResult<ApiAnswer> Failed(ChatwootError error, HttpResponseMessage? response) => response switch
    {
        null => new(error),
        { IsSuccessStatusCode: true } => new(error with { Fate = RequestFate.Unknown, HttpStatus = (int)response.StatusCode }),
        _ => new(new ApiAnswer((int)response.StatusCode, response.Headers, ReadOnlyMemory<byte>.Empty, IsComplete: false)),
    };

    private HttpRequestMessage Message(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(endpoint.Root, request.Path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = request.Content,
        };

        // The dashed spelling: nginx drops headers with underscores (Chatwoot contract 1.1).
        message.Headers.TryAddWithoutValidation("Api-Access-Token", endpoint.AccessToken);
        message.Headers.Accept.ParseAdd("application/json");
        message.Headers.ExpectContinue = request.UploadBytes >= WorthAsking ? true : null;
        message.Headers.UserAgent.ParseAdd("Ponte.Chatwoot");
        return message;
    }
}
