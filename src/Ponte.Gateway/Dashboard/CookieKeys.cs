using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Dashboard;

/// <summary>
/// Where ASP.NET keeps the keys of the dashboard's cookies: table <c>cookie_key</c>, sealed with Ponte's own key, so that visitors stay signed in across
/// restarts and on every node.
/// </summary>
internal sealed class CookieKeys(Database database, SecretBox secrets, TimeProvider time) : IXmlRepository, IXmlEncryptor
{
    internal const string SealedElement = "sealed";
    internal const string Context = "cookie_key:xml";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return [.. connection.Query<string>("select xml from cookie_key order by created_at").Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        connection.Execute(
            "insert into cookie_key (name, xml, created_at) values (@friendlyName, @xml, @now) on conflict do nothing",
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting), now = time.GetUtcNow().ToUnixTimeMilliseconds() });
    }

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(SealedElement, secrets.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), Context)), typeof(CookieKeyOpener));
}
