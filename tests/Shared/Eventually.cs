using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Ponte.Testing;

/// <summary>Waits for a condition instead of for time.</summary>
public static class Eventually
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    /// <summary>Asks until the answer is good, and returns it.</summary>
    /// <param name="probe">Asks once; an exception counts as a bad answer.</param>
    /// <param name="good">Whether the answer will do.</param>
    /// <param name="deadline">How long to go on asking; 15 seconds unless told.</param>
    /// <param name="describe">Says what the last answer was when the deadline passes.</param>
    /// <param name="giveUp">Answers an exception when waiting has become useless.</param>
    /// <param name="cancellationToken">Ends the asking; the running test's token unless told.</param>
    /// <param name="expression">The condition's source text, for the failure message.</param>
    public static async Task<T> GetAsync<T>(
        Func<Task<T>> probe,
        Predicate<T> good,
        TimeSpan? deadline = null,
        Func<T, string>? describe = null,
        Func<Exception?>? giveUp = null,
        CancellationToken? cancellationToken = null,
        [CallerArgumentExpression(nameof(good))] string expression = "")
    {
        var token = cancellationToken ?? Xunit.TestContext.Current.CancellationToken;
        var watch = Stopwatch.StartNew();
        var pause = TimeSpan.FromMilliseconds(5);
        while (true)
        {
            string last;
            Exception? failure = null;
            try
            {
                var answer = await probe();
                if (good(answer))
                {
                    return answer;
                }

                last = describe is null ? $"{answer}" : describe(answer);
            }
            catch (Exception e) when (e is not OperationCanceledException || !token.IsCancellationRequested)
            {
                (last, failure) = ($"{e.GetType().Name}: {e.Message}", e);
            }

            if (giveUp?.Invoke() is { } reason)
            {
                throw reason;
            }

            if (watch.Elapsed > (deadline ?? DefaultDeadline))
            {
                throw new TimeoutException($"Not so after {watch.Elapsed.TotalSeconds:0.0} s: {expression}. Last answer: {last}", failure);
            }

            await Task.Delay(pause, token);
            pause = Longer(pause, watch.Elapsed);
        }
    }

    // Who has waited long can wait a little more: asking costs the servers of all tests that run.
    private static TimeSpan Longer(TimeSpan pause, TimeSpan waited)
    {
        var limit = waited / 20 < MinPause ? MinPause : waited / 20 < MaxPause ? waited / 20 : MaxPause;
        return pause * 2 < limit ? pause * 2 : limit;
    }

    /// <summary>Waits until a condition holds.</summary>
    public static Task HoldsAsync(
        Func<Task<bool>> condition,
        TimeSpan? deadline = null,
        Func<Exception?>? giveUp = null,
        [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        GetAsync(condition, holds => holds, deadline, giveUp: giveUp, expression: expression);

    /// <summary>Waits until a condition holds.</summary>
    public static Task HoldsAsync(
        Func<bool> condition,
        TimeSpan? deadline = null,
        [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        GetAsync(() => Task.FromResult(condition()), holds => holds, deadline, expression: expression);
}
