namespace Ponte.Gateway.Events;

/// <summary>What happened to an instance as a whole: <see cref="StateChange"/> or <see cref="LabelNews"/>.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="At">When this was heard.</param>
internal abstract record InstanceNews(string InstanceId, DateTimeOffset At);
