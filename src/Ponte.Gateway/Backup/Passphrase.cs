using System.Text;

namespace Ponte.Gateway.Backup;

/// <summary>Finds the passphrase of an archive: in the environment, else asked for. Never on the command line, which others on the machine can read.</summary>
internal static class Passphrase
{
    private const string Variable = "PONTE_BACKUP_PASSPHRASE";
    private const int MinLength = 12;

    /// <summary>The passphrase for a new archive, typed twice on a terminal.</summary>
    /// <exception cref="StartException">There is none, it is shorter than 12 characters, or was typed differently.</exception>
    public static string Choose()
    {
        var passphrase = Find();
        if (passphrase.Length < MinLength)
        {
            throw new StartException($"The passphrase of a backup has at least {MinLength} characters: with it everything can be read.");
        }

        return IsTyped && Ask("Passphrase again: ") != passphrase ? throw new StartException("The two passphrases differ.") : passphrase;
    }

    /// <summary>The passphrase of an archive that is there.</summary>
    /// <exception cref="StartException">There is none.</exception>
    public static string Find()
    {
        var passphrase = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : IsTyped ? Ask("Passphrase: ") : Console.In.ReadLine() ?? "";
        return passphrase.Length > 0 ? passphrase : throw new StartException($"A passphrase is needed: set {Variable}, or give it on standard input.");
    }

    private static bool IsTyped => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) && !Console.IsInputRedirected;

    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && text.Length > 0)
            {
                text.Length--;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                text.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return text.ToString();
    }
}
