using System.Text.Json;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>People and groups of a simulated phone. Never changed: a change is another one.</summary>
internal sealed record SandboxPeople
{
    /// <summary>By chat.</summary>
    public Dictionary<string, SandboxProfile> Profiles { get; init; } = [];

    /// <summary>By group.</summary>
    public Dictionary<string, List<SandboxMember>> Members { get; init; } = [];

    /// <summary>Digits of numbers that are not on WhatsApp.</summary>
    public HashSet<string> Missing { get; init; } = [];

    public SandboxPeople With(string chat, SandboxProfile profile) => this with { Profiles = new(Profiles) { [chat] = profile } };

    public SandboxPeople With(string group, List<SandboxMember> members) => this with { Members = new(Members) { [group] = members } };

    /// <summary>Reads the file; nobody is known when there is none or it is damaged.</summary>
    public static SandboxPeople Read(string path) =>
        (File.Exists(path) ? SandboxJson.Read(File.ReadAllBytes(path), SandboxJson.Lines.SandboxPeople) : null) ?? new SandboxPeople();

    public void Write(string path) =>
        SandboxFolder.Replace(path, stream => JsonSerializer.Serialize(stream, this, SandboxJson.Lines.SandboxPeople));
}
