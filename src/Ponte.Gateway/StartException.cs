namespace Ponte.Gateway;

/// <summary>
/// Why Ponte cannot start, in sentences for the person who typed the command: the message is printed to standard error as it is, without a stack trace.
/// Several problems are several lines. Never carries a key, a token or a password.
/// </summary>
internal sealed class StartException : Exception
{
    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
