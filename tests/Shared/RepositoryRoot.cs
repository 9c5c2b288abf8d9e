using System.Reflection;

namespace Ponte.Testing;

/// <summary>Finds what the build has put beside this program.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder of the solution.</summary>
    public static string Path { get; } = Find();

    /// <summary>A path that the project file noted as assembly metadata, relative to the solution's folder.</summary>
    public static string Built(string name)
    {
        var noted = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == name)?.Value
            ?? throw new InvalidOperationException($"The project file notes no {name}.");
        var path = System.IO.Path.Combine(Path, noted);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{noted} is not built.");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Ponte.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run this from a build inside the solution's folder.");
    }
}
