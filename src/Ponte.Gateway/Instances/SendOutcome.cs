namespace Ponte.Gateway.Instances;

internal enum SendOutcome
{
    NotConnected,
    Accepted,
    Refused,
    Uncertain,
}
