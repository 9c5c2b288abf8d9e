namespace Ponte.Gateway.Settings;

/// <summary>How a feature declares its settings.</summary>
internal static class SettingsServices
{
    /// <summary>
    /// Makes a section of the configuration available as <c>IOptions&lt;T&gt;</c> and part of the check at start. Rules are
    /// <c>System.ComponentModel.DataAnnotations</c> on the class; their texts name the setting in full (<c>Ponte:RateLimit:PerMinute must be …</c>).
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="section">Such as <c>Ponte:RateLimit</c>.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton(new SettingsSection(section, typeof(T)));
        services.AddOptions<T>().Configure<IConfiguration>((options, configuration) => SettingsCheck.Section(configuration, section).Bind(options));
        return services;
    }
}
