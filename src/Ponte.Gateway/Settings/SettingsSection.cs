namespace Ponte.Gateway.Settings;

/// <summary>One options class and the configuration section it is read from; an empty section is the root.</summary>
internal sealed record SettingsSection(string Path, Type Type);
