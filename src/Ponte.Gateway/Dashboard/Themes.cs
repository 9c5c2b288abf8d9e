using MudBlazor;

namespace Ponte.Gateway.Dashboard;

/// <summary>How the dashboard looks, and the cookie that remembers whether a visitor chose light or dark.</summary>
internal static class Themes
{
    public const string Cookie = "ponte_theme";
    public const string Light = "light";
    public const string Dark = "dark";

    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"];

    /// <summary>Colours with a contrast of at least 4.5 to 1 against what they stand on (WCAG 2.2 AA); fonts of the visitor's own system, so that nothing is fetched.</summary>
    public static MudTheme Ponte { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b6e4f", PrimaryContrastText = "#ffffff", Secondary = "#3d5a80", AppbarBackground = "#0b3d2e", AppbarText = "#ffffff", Background = "#f6f8f7",
            Success = "#1b7a3d", Warning = "#8a5300", WarningContrastText = "#ffffff", Error = "#b3261e", Info = "#0b5cad", TextPrimary = "#1b1f1d", TextSecondary = "#4a524e",
            ActionDefault = "#4a524e", DrawerText = "#1b1f1d",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#6fd3ac", PrimaryContrastText = "#06281d", Secondary = "#a9c4e6", AppbarBackground = "#0f1f19", AppbarText = "#eef5f1", Background = "#111715", Surface = "#1a2320",
            Success = "#7bd88f", SuccessContrastText = "#06280f", Warning = "#f3c26b", WarningContrastText = "#2b1a00", Error = "#ffb4ab", ErrorContrastText = "#410002",
            Info = "#9ecbff", InfoContrastText = "#00264d", TextPrimary = "#e8efec", TextSecondary = "#b3bfb9", ActionDefault = "#b3bfb9",
        },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts }, Button = new ButtonTypography { TextTransform = "none", FontFamily = Fonts } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
    };
}
