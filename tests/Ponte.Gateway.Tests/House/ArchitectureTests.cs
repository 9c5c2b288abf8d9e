using Mono.Cecil;

namespace Ponte.Gateway.Tests.House;

/// <summary>Design rule 1: dependencies point one way. Read from the built assemblies, so a stray <c>using</c> does not count and a fully written name does.</summary>
public sealed class ArchitectureTests
{
    private const string Gateway = "Ponte.Gateway";

    // A folder may use those of its own and of lower ranks.
    private static readonly string[][] Ranks =
    [
        ["Settings", "Telemetry", "Texts"],
        ["Storage"],
        ["Secrets", "Egress"],
        ["Backup"],
        ["Media"],
        ["Chats"],
        ["Deliveries"],
        ["Accounts", "Instances", "Api", "Events"],
        ["Messages", "History", "Groups", "Profile", "ChatActions", "Bridge", "Ledger", "Sandbox", "Baileys"],
        ["Doctor"],
        ["Dashboard"],
        ["Hosting"],
    ];

    [Fact]
    public void Gateway_Folders_UseLowerOnesOnly()
    {
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in TypesOf(Gateway).Where(type => FolderOf(type) is not null))
        {
            var from = FolderOf(type)!;
            foreach (var to in TypeReferences.Of(type).Select(FolderOf).OfType<string>().Where(to => RankOf(to) > RankOf(from)))
            {
                wrong.Add($"{type.FullName} uses {to}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Gateway_Folders_AreAllRanked() =>
        Assert.DoesNotContain(TypesOf(Gateway).Select(FolderOf).OfType<string>().Distinct(), folder => RankOf(folder) < 0);

    [Theory]
    [InlineData("Ponte.Chatwoot")]
    [InlineData("Ponte.WhatsApp")]
    public void Library_References_NothingOfOurs(string library)
    {
        using var assembly = Read(library);

        Assert.DoesNotContain(assembly.MainModule.AssemblyReferences, reference =>
            reference.Name.StartsWith("Ponte.", StringComparison.Ordinal) || reference.Name.StartsWith("Orleans", StringComparison.Ordinal));
    }

    private static int RankOf(string folder) => Array.FindIndex(Ranks, rank => rank.Contains(folder));

    // "Ponte.Gateway.Api.Reference" belongs to Api; the root namespace to nobody.
    private static string? FolderOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return type.Namespace.Split('.') is ["Ponte", "Gateway", var folder, ..] ? folder : null;
    }

    private static IEnumerable<TypeDefinition> TypesOf(string name) => Read(name).MainModule.GetTypes();

    private static AssemblyDefinition Read(string name) => AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
}
