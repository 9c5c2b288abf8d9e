namespace Ponte.Gateway.Instances;

/// <summary>Names of instances: <c>^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$</c> (http-contract §9).</summary>
internal static class InstanceName
{
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
