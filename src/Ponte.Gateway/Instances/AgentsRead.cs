namespace Ponte.Gateway.Instances;

/// <summary>Whether agents read what an instance receives, so that reading is theirs and not the session's. Features that bring agents register theirs.</summary>
/// <param name="instanceId">The instance.</param>
/// <param name="cancellationToken">Gives up.</param>
internal delegate ValueTask<bool> AgentsRead(string instanceId, CancellationToken cancellationToken);
