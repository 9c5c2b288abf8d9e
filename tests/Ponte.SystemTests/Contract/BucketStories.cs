namespace Ponte.SystemTests.Contract;

/// <summary>Where the files of an instance are kept (http-contract 5.7); what a storage may answer is in the tests of buckets.</summary>
internal static class BucketStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("5.7", "media storage",
            ("GET /api/instance/getS3/:instance", """200 {"success":true,"s3":{"enabled":false,"region":null,"bucket":null,"accessKey":null,"secretKey":null,"endpoint":null,"pathPrefix":null}}"""),
            ("""POST /api/instance/s3/:instance {"enabled":true,"endpoint":":nobody","bucket":"shop-media","accessKey":"a","secretKey":"b"}""", "400 S3 configuration not updated: …"),
            ("""POST /api/instance/s3/:instance {"enabled":true,"region":"us-east-1","accessKey":"a","secretKey":"b"}""", "400 Invalid request body: bucket is required"),
            ("POST /api/instance/s3/:instance {}", "400 Invalid request body: enabled is required"),
            ("""POST /api/instance/s3/:instance {"enabled":false}""",
                """200 {"success":true,"message":"S3 configuration updated","s3":{"enabled":false,"region":null,"bucket":null,"accessKey":null,"endpoint":null,"pathPrefix":null}}""")),
    ];
}
