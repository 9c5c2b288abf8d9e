namespace Ponte.Testing;

/// <summary>Finds installed programs.</summary>
internal static class Programs
{
    /// <summary>The path of a program on PATH or in <paramref name="folders"/>, or null.</summary>
    public static string? Find(string name, params IEnumerable<string> folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(folders)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
