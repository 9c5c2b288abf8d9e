using Ponte.Gateway.Api;
using Ponte.Gateway.Instances.Serialization;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Json;

namespace Ponte.Gateway.Instances;

/// <summary>Asks the session of an instance to do something beside writing, wherever it is open.</summary>
internal sealed class SessionActions(IGrainFactory grains)
{
    /// <summary>Asks once; an instance that gives no answer in time is <see cref="ActionUnavailable{T}"/>.</summary>
    public async Task<ActionAnswer<T>> AskAsync<T>(string instanceId, SessionAction<T> action)
        where T : class
    {
        try
        {
            var answer = await grains.GetGrain<IInstanceGrain>(instanceId).ActAsync(new JsonSurrogate(ActionJson.Write(action)));
            return ActionJson.ReadAnswer<T>(answer.Json);
        }
        catch (TimeoutException)
        {
            return new ActionUnavailable<T>();
        }
    }

    /// <summary>The error that an answer is to a caller; null: it was done.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="refusals">What WhatsApp's codes mean for this action, beside those that always mean the same.</param>
    public static ApiError? ErrorOf<T>(ActionAnswer<T> answer, Func<int, ApiError?>? refusals = null)
        where T : class => answer switch
        {
            ActionDone<T> => null,
            ActionNotConnected<T> => ApiError.NotConnected,
            ActionRefused<T> refused => refusals?.Invoke(refused.Code) ?? ErrorOf(refused.Code),
            _ => new ApiError(StatusCodes.Status500InternalServerError, "WhatsApp did not answer"),
        };

    private static ApiError ErrorOf(int code) => code switch
    {
        429 => new ApiError(StatusCodes.Status429TooManyRequests, "WhatsApp allows no more of this at the moment. Try again later."),
        400 or 406 => ApiError.BadRequest($"WhatsApp did not accept this (error {code})"),
        401 or 403 => new ApiError(StatusCodes.Status403Forbidden, $"WhatsApp does not allow this (error {code})"),
        404 => ApiError.NotFound("WhatsApp does not know this"),
        409 => new ApiError(StatusCodes.Status409Conflict, "WhatsApp refused: it is so already"),
        501 => new ApiError(StatusCodes.Status501NotImplemented, "Not supported"),
        _ => new ApiError(StatusCodes.Status500InternalServerError, $"WhatsApp refused (error {code})"),
    };
}
