namespace Ponte.SystemTests.Dashboard;

/// <summary>The pages of the dashboard, for what has to hold on each.</summary>
/// <param name="Name">What its pictures are called.</param>
/// <param name="Path">Where it is.</param>
internal sealed record Pages(string Name, string Path)
{
    /// <summary>Every page that a signed-in visitor sees.</summary>
    /// <param name="instance">An instance with a simulated phone.</param>
    /// <param name="delivery">The id of one of its deliveries.</param>
    public static IReadOnlyList<Pages> Of(string instance, long delivery) =>
    [
        new("instances", "/"),
        new("overview", $"/instances/{instance}"),
        new("chatwoot", $"/instances/{instance}/chatwoot"),
        new("messages", $"/instances/{instance}/messages"),
        new("message", $"/instances/{instance}/messages/{delivery}"),
        new("phone", $"/instances/{instance}/phone"),
        new("webhooks", $"/instances/{instance}/webhooks"),
        new("settings", $"/instances/{instance}/settings"),
        new("health", "/doctor"),
    ];
}
