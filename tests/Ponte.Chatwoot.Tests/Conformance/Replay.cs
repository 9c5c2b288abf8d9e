using System.Text.Json.Nodes;
using Ponte.FakeChatwoot;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Plays a recorded scenario against the double and compares step by step, then cable frames and webhooks by event.</summary>
public sealed class Replay : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private readonly Recording _recording;
    private readonly FakeChatwootServer _chatwoot;
    private readonly WebhookReceiver _receiver;
    private readonly Bindings _bindings = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly ScenarioReport _report;
    private readonly Arrangement _arrange;
    private readonly CableReplay _cable;

    private Replay(Recording recording, FakeChatwootServer chatwoot, WebhookReceiver receiver)
    {
        (_recording, _chatwoot, _receiver) = (recording, chatwoot, receiver);
        _report = new ScenarioReport(recording.Version, recording.Scenario);
        _arrange = new Arrangement(recording, chatwoot, _bindings, _http) { ReceiverUrl = receiver.BaseUrl };
        _cable = new CableReplay(recording, chatwoot, _bindings);
    }

    public static async Task<ScenarioReport> RunAsync(string version, string scenario)
    {
        var settings = new FakeSettings { PingSeconds = 0.2, WebhookTimeout = 700 };
        await using var chatwoot = await FakeChatwootServer.StartAsync(version, settings);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var replay = new Replay(Recording.Load(version, scenario), chatwoot, receiver);
        await replay.PlayAsync();
        return replay._report;
    }

    public async ValueTask DisposeAsync()
    {
        await _cable.DisposeAsync();
        _http.Dispose();
    }

    private async Task PlayAsync()
    {
        foreach (var webhook in _recording.Webhooks)
        {
            var status = webhook["answered"]!["after_ms"] is null ? webhook["answered"]!["status"]!.GetValue<int>() : 0;
            _receiver.Answers[webhook["path"]!.ToString()] = status;
        }

        await Scenarios.StartAsync(_arrange);
        foreach (var step in _recording.Steps)
        {
            await _cable.PlayUntilAsync(step.At);
            await _arrange.EnsureAsync(step);
            await Scenarios.BeforeStepAsync(_arrange, step);
            await WebhooksAsync(step.At);
            await PlayAsync(step);
        }

        await _cable.PlayUntilAsync(int.MaxValue);
        await _cable.SettleAsync();
        _cable.Compare(_report);
        await WebhookComparison.CompareAsync(_recording, _receiver, _report);
    }

    /// <summary>A GET is repeated until it fits: what background jobs do shows a moment later.</summary>
    private async Task PlayAsync(RecordedStep step)
    {
        var where = $"step {step.Index} ({step.Method} {step.Note})";
        StepAnswer? answer = null;
        if (step.Method == "GET")
        {
            await Settling.WithinAsync(
                async () =>
                {
                    answer = await SendAsync(step);
                    var trial = new ScenarioReport(_recording.Version, _recording.Scenario);
                    Compare(trial, where, step, answer);
                    return trial.Differences.Count == 0;
                },
                Patience);
        }
        else
        {
            answer = await SendAsync(step);
        }

        Compare(_report, where, step, answer!);
        _bindings.Learn(step.ResponseBody, answer!.Body);
        if (step.ResponseHeaders["location"]?.ToString() is { } location && answer.Location is { } own)
        {
            _bindings.LearnText(location, own);
        }
    }

    private async Task<StepAnswer> SendAsync(RecordedStep step)
    {
        using var request = StepRequest.Build(_chatwoot.BaseUrl, step, _bindings);
        using var response = await _http.SendAsync(request);
        return await StepAnswer.ReadAsync(response);
    }

    private static void Compare(ScenarioReport report, string where, RecordedStep step, StepAnswer answer)
    {
        report.Equal(where, "status", step.Status.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        report.Equal(where, "content-type", Header(step, "content-type"), answer.ContentType.ToLowerInvariant());
        report.Equal(where, "content-disposition", Header(step, "content-disposition").Split(';')[0], answer.Disposition);
        report.Equal(where, "retry-after", Header(step, "retry-after"), answer.RetryAfter);
        if (step.ResponseBody is JsonObject body && body.ContainsKey("_binary"))
        {
            report.Equal(where, "binary", "true", answer.Body is null or JsonValue ? "true" : "false");
            return;
        }

        report.Compare(where, Shape.Of(step.ResponseBody), Shape.Of(Shortened(step, answer.Body)));
        if (step.ResponseBody is JsonObject counted && counted["_payload_count"] is { } count)
        {
            report.Equal(where, "payload count", count.ToString(), (answer.Body?["payload"] as JsonArray)?.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none");
        }

        if (step.Status >= 400 && step.ResponseBody is JsonObject error)
        {
            report.Equal(where, "error text", error.ToJsonString(), answer.Body?.ToJsonString() ?? "none");
        }
    }

    /// <summary>Long lists were recorded as first, second and last element.</summary>
    private static JsonNode? Shortened(RecordedStep step, JsonNode? own)
    {
        if (step.ResponseBody is not JsonObject recorded || !recorded.ContainsKey("_payload_count") || own?["payload"] is not JsonArray { Count: > 3 } rows)
        {
            return own;
        }

        var copy = own.DeepClone();
        copy["payload"] = new JsonArray(rows[0]!.DeepClone(), rows[1]!.DeepClone(), rows[^1]!.DeepClone());
        return copy;
    }

    private static string Header(RecordedStep step, string name) => step.ResponseHeaders[name]?.ToString().ToLowerInvariant() ?? "";

    /// <summary>Waits for as many webhooks as the recording had until then.</summary>
    private async Task WebhooksAsync(int at)
    {
        var expected = _recording.Webhooks.Count(webhook => webhook["t_ms"]!.GetValue<int>() < at);
        await Settling.WithinAsync(() => Task.FromResult(_receiver.Received.Count >= expected), TimeSpan.FromSeconds(2));
    }
}
