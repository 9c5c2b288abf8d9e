namespace Ponte.Gateway.Dashboard;

/// <summary>
/// Names the resource files with the dashboard's texts, <c>Texts.resx</c> (English) and <c>Texts.pt-BR.resx</c>. Keys are <c>Page.What</c>; texts may hold
/// <c>{0}</c> placeholders, never markup.
/// </summary>
internal sealed class Texts;
