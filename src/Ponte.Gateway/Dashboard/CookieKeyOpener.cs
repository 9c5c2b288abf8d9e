using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Dashboard;

/// <summary>Opens what <see cref="CookieKeys"/> sealed. ASP.NET makes it by the name that stands beside the sealed key.</summary>
internal sealed class CookieKeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<SecretBox>().Open(encryptedElement.Value, CookieKeys.Context));
}
