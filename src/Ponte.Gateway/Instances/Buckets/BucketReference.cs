using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>What the API reference says of <see cref="BucketEndpoints"/>.</summary>
internal static class BucketReference
{
    public const string None = """{"enabled":false,"region":null,"bucket":null,"accessKey":null,"endpoint":null,"pathPrefix":null}""";

    private const string Example = """{"enabled":true,"region":"us-east-1","bucket":"shop-media","accessKey":"AKIA...","endpoint":"https://s3.example.com","pathPrefix":"whatsapp"}""";

    public static BodyField[] InlineFields { get; } =
    [
        new("s3Enabled", "boolean", "Keep the files of this instance in an S3 bucket; then the S3 fields are read. A failure is reported in `s3.error`."),
        new("s3Region", "string", "As `region` of `POST /api/instance/s3/{instance}`."),
        new("s3Bucket", "string", "As `bucket` there."),
        new("s3AccessKey", "string", "As `accessKey` there."),
        new("s3SecretKey", "string", "As `secretKey` there."),
        new("s3Endpoint", "string", "As `endpoint` there."),
        new("s3PathPrefix", "string", "As `pathPrefix` there."),
    ];

    public static void DescribeChange(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Set the media storage")
        .WithDescription("""
            Every file that comes or is sent on this number is put into an S3 bucket, as `<pathPrefix>/<instance>/<yyyy>/<MM>/<dd>/<chat>-<message id>.<extension>`, and events name its
            address as `media.s3Url`. Replaces the whole configuration; `enabled: false` wipes it, and what is in the bucket stays. Before anything is stored a small object,
            `<pathPrefix>/ponte-check.txt`, is written and removed again: when the bucket does not take it, the answer is 400 with the reason, and what was there before stays. The secret key is
            stored encrypted and never shown again, so send it with every change. The key needs the permission to write (`s3:PutObject`), no other.
            """)
        .Takes(
            """{"enabled":true,"bucket":"shop-media","accessKey":"AKIA...","secretKey":"...","endpoint":"https://s3.example.com","pathPrefix":"whatsapp"}""",
            new BodyField("enabled", "boolean", "`false` wipes the configuration; the other fields are then not looked at.", Required: true),
            new BodyField("region", "string", "Such as `us-east-1`. With an `endpoint` it may be left out."),
            new BodyField("bucket", "string", "The bucket's name; it has to exist."),
            new BodyField("accessKey", "string", "At most 256 printable ASCII characters."),
            new BodyField("secretKey", "string", "At most 256 printable ASCII characters."),
            new BodyField("endpoint", "string", "Where a storage is that is not AWS, `http` or `https`; the bucket is then named in the path. Empty: AWS."),
            new BodyField("pathPrefix", "string", "Folders before every object, such as `whatsapp/media`. May be empty."))
        .Answers(200, "Stored", $$"""{"success":true,"message":"S3 configuration updated","s3":{{Example}} }""")
        .Refuses(400, "Invalid request body: bucket is required")
        .Refuses(400, BucketEndpoints.NotStored + "The bucket shop-media does not exist.");

    public static void DescribeGet(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Read the media storage")
        .WithDescription("`secretKey` is always null. No storage: `enabled` is false and everything else null.")
        .Answers(
            200,
            "The media storage",
            """
            {"success":true,"s3":{"enabled":true,"region":"us-east-1","bucket":"shop-media","accessKey":"AKIA...","secretKey":null,
            "endpoint":"https://s3.example.com","pathPrefix":"whatsapp"} }
            """);
}
