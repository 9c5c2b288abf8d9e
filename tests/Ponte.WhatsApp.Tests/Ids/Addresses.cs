using FsCheck;
using FsCheck.Fluent;

namespace Ponte.WhatsApp.Tests.Ids;

/// <summary>Generators of chat addresses, good and hostile.</summary>
internal static class Addresses
{
    private static readonly string[] Servers = ["s.whatsapp.net", "c.us", "lid", "g.us", "newsletter", "broadcast", "C.US", "LID"];
    private static readonly string[] Devices = ["", ":0", ":12", ".0:3", "_1:2"];

    public static Gen<string> Valid() =>
        from number in Gen.Choose(10_000, int.MaxValue)
        from server in Gen.Elements(Servers)
        from device in Gen.Elements(Devices)
        let takesDevice = server.ToLowerInvariant() is "s.whatsapp.net" or "c.us" or "lid"
        select $"{number}{(takesDevice ? device : "")}@{server}";

    public static Gen<string?> Hostile() => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>(),
        Pieces(),
        from text in Valid() from at in Gen.Choose(0, text.Length) from c in ArbMap.Default.GeneratorFor<char>() select (string?)text.Insert(at, c.ToString()),
        from length in Gen.Choose(0, 300) select (string?)(new string('9', length) + "@s.whatsapp.net"));

    private static Gen<string?> Pieces() =>
        from parts in Gen.Elements("@", ":", ".", "-", "_", "\0", "\n", "İ", "K", "\ud800", "12345", "g.us", "lid", "broadcast", "s.whatsapp.net", " ").ListOf()
        select (string?)string.Concat(parts);
}
