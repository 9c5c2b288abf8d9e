using System.Text.RegularExpressions;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Reads the fields of a bucket; what is wrong is reported, and the answer is then meaningless.</summary>
internal static partial class BucketFields
{
    private const int MaxKey = 256;
    private const int MaxEndpoint = 500;
    private const int MaxPrefix = 200;
    private const string UsualRegion = "us-east-1";

    /// <param name="fields">The body.</param>
    /// <param name="name">The body's name of a field, for example <c>region</c> to <c>s3Region</c>.</param>
    public static Bucket Read(JsonFields fields, Func<string, string> name)
    {
        var endpoint = ReadEndpoint(fields, name("endpoint"));
        return new Bucket(
            ReadRegion(fields, name("region"), isOptional: endpoint.Length > 0),
            ReadName(fields, name("bucket")),
            ReadKey(fields, name("accessKey")),
            ReadKey(fields, name("secretKey")),
            endpoint,
            ReadPrefix(fields, name("pathPrefix")));
    }

    // Outside of AWS regions are often nothing but a part of the signature.
    private static string ReadRegion(JsonFields fields, string name, bool isOptional)
    {
        var before = fields.Problems.Count;
        var text = (isOptional ? fields.Text(name) : fields.RequiredText(name))?.Trim() ?? "";
        if (text.Length == 0 && isOptional)
        {
            return UsualRegion;
        }

        if (fields.Problems.Count == before && !Region().IsMatch(text))
        {
            fields.Report($"{name} must be a region such as {UsualRegion}");
        }

        return text;
    }

    private static string ReadName(JsonFields fields, string name)
    {
        var before = fields.Problems.Count;
        var text = fields.RequiredText(name).Trim();
        if (fields.Problems.Count == before && !(BucketName().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal)))
        {
            fields.Report($"{name} must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens");
        }

        return text;
    }

    // Keys go into headers or sign them.
    private static string ReadKey(JsonFields fields, string name)
    {
        var before = fields.Problems.Count;
        var text = fields.RequiredText(name).Trim();
        if (fields.Problems.Count == before && (text.Length > MaxKey || text.Any(static character => character is <= ' ' or > '~' or ',')))
        {
            fields.Report($"{name} must have at most {MaxKey} printable ASCII characters, without spaces and commas");
        }

        return text;
    }

    private static string ReadEndpoint(JsonFields fields, string name)
    {
        var before = fields.Problems.Count;
        var text = fields.Text(name)?.Trim().TrimEnd('/') ?? "";
        var isUsable = text.Length == 0 || (text.Length <= MaxEndpoint
            && text.All(static character => character is > ' ' and <= '~')
            && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 });
        if (!isUsable && fields.Problems.Count == before)
        {
            fields.Report($"{name} must be an absolute http or https URL without user, query and fragment; leave it empty for AWS");
        }

        return text;
    }

    private static string ReadPrefix(JsonFields fields, string name)
    {
        var before = fields.Problems.Count;
        var text = fields.Text(name)?.Trim().Trim('/') ?? "";
        if (text.Length > 0 && fields.Problems.Count == before && (text.Length > MaxPrefix || !text.Split('/').All(part => Folder().IsMatch(part))))
        {
            fields.Report($"{name} must be folders of letters, digits, dots, hyphens and underscores, separated by slashes, {MaxPrefix} characters at most");
        }

        return text;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9-]{0,62}\z")]
    private static partial Regex Region();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketName();

    // Neither "." nor "..".
    [GeneratedRegex(@"\A(?!\.{1,2}\z)[A-Za-z0-9._-]+\z")]
    private static partial Regex Folder();
}
