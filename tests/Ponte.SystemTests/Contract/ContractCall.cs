using System.Text.RegularExpressions;

namespace Ponte.SystemTests.Contract;

/// <summary>A call as a row writes it.</summary>
/// <param name="Bracket">Who calls, or a header; empty: the account that owns the instance, without more.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, with names such as <c>:instance</c> in it.</param>
/// <param name="Body">What is sent; null: nothing.</param>
internal sealed partial record ContractCall(string Bracket, HttpMethod Method, string Path, string? Body)
{
    /// <summary>Reads it.</summary>
    public static ContractCall Parse(string text)
    {
        var match = Form().Match(text);
        return match.Success
            ? new ContractCall(match.Groups["bracket"].Value, HttpMethod.Parse(match.Groups["method"].Value), match.Groups["path"].Value, match.Groups["body"] is { Success: true } body ? body.Value : null)
            : throw new FormatException($"No call: {text}");
    }

    /// <summary>Whether it calls an operation of the OpenAPI document, such as <c>get /api/deliveries/{instance}/{id}</c>.</summary>
    public bool Calls(string operation)
    {
        var (method, route) = operation.Split(' ') is [var first, var second] ? (first, second) : throw new FormatException(operation);
        var (segments, parts) = (route.Split('/'), Path.Split('?')[0].Split('/'));
        return Method.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && segments.Length == parts.Length && segments.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    [GeneratedRegex(@"^(\[(?<bracket>[^\]]+)\] )?(?<method>[A-Z]+) (?<path>\S+)( (?<body>.+))?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
