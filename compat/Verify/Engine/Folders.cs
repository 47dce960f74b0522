using System.Reflection;
using System.Text;

namespace VerifyTests.Engine;

/// <summary>Replaces this machine's folders by names.</summary>
internal static class Folders
{
    public static void Scrub(StringBuilder text, Assembly assembly)
    {
        foreach (var (folder, name) in Of(assembly).OrderByDescending(pair => pair.Folder.Length))
        {
            if (folder.Length > 1)
                text.Replace(folder, name);
        }
    }

    private static IEnumerable<(string Folder, string Name)> Of(Assembly assembly)
    {
        var project = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "Verify.ProjectDirectory")?.Value;
        foreach (var (folder, name) in new[]
        {
            (AppContext.BaseDirectory, "{CurrentDirectory}"),
            (Environment.CurrentDirectory, "{CurrentDirectory}"),
            (Path.GetTempPath(), "{TempPath}"),
            (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "{UserProfile}"),
        })
        {
            var bare = folder.TrimEnd('/', '\\');
            yield return (bare, name);
            if (name != "{UserProfile}")
                yield return (bare + Path.DirectorySeparatorChar, name);
        }

        if (project is not null)
        {
            yield return (project, "{ProjectDirectory}");
            yield return (project.TrimEnd('/', '\\'), "{ProjectDirectory}");
        }
    }
}
