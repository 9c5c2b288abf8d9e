using Microsoft.Playwright;

namespace Ponte.SystemTests.Dashboard;

/// <summary>What a visitor looks through.</summary>
/// <param name="Locale">The browser's language.</param>
/// <param name="IsDark">Whether the visitor's system is set to dark colours.</param>
/// <param name="IsPhone">A phone's screen (390 x 844) instead of a laptop's (1280 x 800).</param>
internal sealed record Look(string Locale = "en-US", bool IsDark = false, bool IsPhone = false)
{
    /// <summary>Where every visitor is: three hours behind UTC all year.</summary>
    public const string TimeZone = "America/Sao_Paulo";

    public static Look Laptop { get; } = new();

    public static Look Phone { get; } = new(IsPhone: true);

    public static Look Dark { get; } = new(IsDark: true);

    public BrowserNewContextOptions Options => new()
    {
        Locale = Locale,
        TimezoneId = TimeZone,
        ColorScheme = IsDark ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = IsPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 800 },
        HasTouch = IsPhone,
        ReducedMotion = ReducedMotion.Reduce,
    };
}
