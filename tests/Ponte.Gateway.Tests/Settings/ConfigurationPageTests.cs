using Ponte.Gateway.Accounts;
using Ponte.Gateway.Api;
using Ponte.Gateway.Baileys;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Doctor;
using Ponte.Gateway.Egress;
using Ponte.Gateway.Hosting;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Settings;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Tests.Settings;

/// <summary>The configuration page says what the options classes say. <c>PONTE_WRITE_DOCS=1</c> writes it.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly string Page = Path.Combine(RepositoryRoot.Path, "docs", "configuration.md");

    [Fact]
    public async Task Page_Settings_AreThoseOfTheOptionsClasses()
    {
        var page = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
        var expected = SettingsTable.Into(page, Sections());
        if (Environment.GetEnvironmentVariable("PONTE_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(Page, expected, TestContext.Current.CancellationToken);
            page = expected;
        }

        Assert.Equal(expected, page);
    }

    [Fact]
    public void OptionsClasses_AreAllOnThePage() => Assert.Equal(
        typeof(SettingsSection).Assembly.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)).Select(type => type.Name).Order(StringComparer.Ordinal),
        Sections().Select(section => section.Type.Name).Order(StringComparer.Ordinal));

    private static IEnumerable<SettingsSection> Sections()
    {
        var builder = PonteHost.CreateBuilder([]);
        builder.AddHosting().Services.AddStorage(DataFolderUse.Serve).AddSecrets().AddDoctor(inServer: true).AddDeliveries().AddAccounts().AddInstances().AddApi()
            .AddMedia().AddEgress().AddBridge().AddBaileys();
        return builder.Services.Select(service => service.ImplementationInstance).OfType<SettingsSection>();
    }
}
