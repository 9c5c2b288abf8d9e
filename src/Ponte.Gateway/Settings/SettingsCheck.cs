using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Ponte.Gateway.Settings;

/// <summary>Finds everything that is wrong with the settings, at once: unknown names, values of the wrong type, and what the options classes rule out.</summary>
internal sealed class SettingsCheck(IConfiguration configuration, IEnumerable<SettingsSection> sections, IServiceProvider services)
{
    private const string Root = "Ponte";

    /// <summary>Every problem as a sentence that names the setting; empty when all is well. Values are not repeated: some are secrets.</summary>
    public IReadOnlyList<string> Problems()
    {
        var all = sections.ToList();
        return [.. Unknown(all), .. all.SelectMany(ProblemsOf)];
    }

    internal static IConfiguration Section(IConfiguration configuration, string path) => path.Length == 0 ? configuration : configuration.GetSection(path);

    private IEnumerable<string> Unknown(List<SettingsSection> all)
    {
        var known = all.SelectMany(section => Settings(section).Select(setting => setting.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return configuration.GetSection(Root).AsEnumerable()
            .Where(pair => pair.Value is not null && !known.Contains(pair.Key))
            .Select(pair => $"{pair.Key} is not a setting of Ponte")
            .Order(StringComparer.Ordinal);
    }

    private IEnumerable<string> ProblemsOf(SettingsSection section)
    {
        var wrong = Settings(section).Where(setting => !IsConvertible(setting)).Select(setting => $"{setting.Name} must be {Describe(setting.Type)}").ToList();
        if (wrong.Count > 0)
        {
            return wrong;
        }

        var options = Activator.CreateInstance(section.Type)!;
        Section(configuration, section.Path).Bind(options);
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options, services, items: null), results, validateAllProperties: true);
        return results.Select(result => result.ErrorMessage!);
    }

    private bool IsConvertible((string Name, Type Type) setting) =>
        configuration[setting.Name] is not { } value || setting.Type == typeof(string) || TypeDescriptor.GetConverter(setting.Type).IsValid(value);

    private static IEnumerable<(string Name, Type Type)> Settings(SettingsSection section) =>
        from property in section.Type.GetProperties()
        where property.CanWrite
        let key = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name
        select (section.Path.Length == 0 ? key : $"{section.Path}:{key}", property.PropertyType);

    private static string Describe(Type type) => type == typeof(bool) ? "true or false" : type == typeof(int) ? "a whole number" : $"a {type.Name}";
}
