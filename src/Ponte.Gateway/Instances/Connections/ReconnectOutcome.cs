namespace Ponte.Gateway.Instances.Connections;

internal enum ReconnectOutcome
{
    /// <summary>The engine could not be asked; the cause says why.</summary>
    Failed,

    /// <summary>The connection is being made anew.</summary>
    Started,

    /// <summary>No phone is linked.</summary>
    NotLinked,
}
