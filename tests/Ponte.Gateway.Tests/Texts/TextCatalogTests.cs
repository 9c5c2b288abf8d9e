using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ponte.Gateway.Bridge.Preflight;
using Ponte.Gateway.Doctor;
using Ponte.Gateway.Texts;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Tests.Texts;

/// <summary>Every sentence is there in every language, with the same places for its arguments.</summary>
public sealed partial class TextCatalogTests
{
    private static readonly CultureInfo Portuguese = new("pt-BR");

    public static TheoryData<string> Catalogs => ["Bridge/Preflight/PreflightTexts", "Doctor/DoctorTexts"];

    [Theory]
    [MemberData(nameof(Catalogs))]
    public void Catalog_InEveryLanguage_HasTheSameKeysAndPlaces(string catalog)
    {
        var english = Read(catalog + ".resx");

        foreach (var language in TextCatalog.Languages.Skip(1))
        {
            var other = Read($"{catalog}.{language}.resx");
            Assert.Equal(english.Keys.Order(), other.Keys.Order());
            Assert.All(english, text => Assert.Equal(PlacesOf(text.Value), PlacesOf(other[text.Key])));
        }
    }

    [Theory]
    [MemberData(nameof(Catalogs))]
    public void Catalog_EveryRemedy_BelongsToAFinding(string catalog)
    {
        var english = Read(catalog + ".resx");

        Assert.All(english.Keys.Where(key => key.EndsWith(".do", StringComparison.Ordinal)), key => Assert.Contains(key[..^3], english.Keys));
    }

    // Whatever is named in the source has its sentence.
    [Theory]
    [InlineData("Bridge/Preflight", "Bridge/Preflight/PreflightTexts")]
    [InlineData("Doctor", "Doctor/DoctorTexts")]
    public void Catalog_EveryFindingOfTheSource_HasASentence(string folder, string catalog)
    {
        var english = Read(catalog + ".resx");
        var named = Directory.EnumerateFiles(Source(folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Finding().Matches(File.ReadAllText(file)).SelectMany(match => Literal().Matches(match.Value)))
            .Select(match => match.Groups[1].Value)
            .Where(name => !english.ContainsKey("area." + name) || english.ContainsKey(name))
            .Distinct()
            .ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !english.ContainsKey(name));
    }

    [Fact]
    public void Preflight_EveryStep_HasATitle() => Assert.All(PreflightCode.All, code => Assert.NotEqual("title." + code, PreflightTexts.Title(code, Portuguese)));

    [Fact]
    public void Doctor_EveryCause_IsToldInTheWordsOfTheApi()
    {
        ConnectionCause[] all =
        [
            ConnectionCause.LoggedOut, ConnectionCause.Replaced, ConnectionCause.Banned, ConnectionCause.Outdated, ConnectionCause.LinkTimedOut, ConnectionCause.LinkFailed,
            ConnectionCause.MultideviceMissing, ConnectionCause.Unreachable, ConnectionCause.Interrupted, ConnectionCause.KeepAliveTimedOut, ConnectionCause.EngineStopped,
            ConnectionCause.EngineMissing, ConnectionCause.ProxyRefused,
        ];

        Assert.All(all, cause =>
        {
            var finding = Ponte.Gateway.Doctor.Finding.Failed("instance:shop", "cause_" + cause.Code, "2026-11-26 10:00");
            Assert.Equal(cause.Sentence + " Since 2026-11-26 10:00 UTC.", DoctorTexts.Sentence(finding, CultureInfo.InvariantCulture));
            Assert.NotEqual(DoctorTexts.Sentence(finding, CultureInfo.InvariantCulture), DoctorTexts.Sentence(finding, Portuguese));
            Assert.NotNull(DoctorTexts.Remedy(finding, Portuguese));
        });
    }

    [Fact]
    public void Get_InPortuguese_SpeaksPortuguese()
    {
        var step = PreflightStep.Failed("account", "account_unknown", "7", "2 (Loja)");

        Assert.Equal("Não existe a conta 7 neste Chatwoot.", PreflightTexts.Sentence(step, Portuguese));
        Assert.Equal("There is no account 7 in this Chatwoot.", PreflightTexts.Sentence(step, new CultureInfo("de")));
    }

    private static string Source(string path) => Path.Combine(RepositoryRoot.Path, "src", "Ponte.Gateway", path);

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Source(file)).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> PlacesOf(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    // The call that makes a step or a finding, up to the end of the statement or arm.
    [GeneratedRegex(@"(?:Passed|Warning|Failed|Ok)\((?!string)[^;]*?\)(?=[;,\s])")]
    private static partial Regex Finding();

    [GeneratedRegex("\"([a-z][a-z_]*[a-z])\"")]
    private static partial Regex Literal();
}
