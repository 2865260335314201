using System.CommandLine;
using System.CommandLine.Help;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// The gateway's command line: at most one command, and settings for the host. System.CommandLine parses the commands. The
/// settings have the forms of ASP.NET Core's configuration, which it can't parse: it splits an option at the first colon.
/// </summary>
public sealed class CommandLine
{
    private readonly List<string> settings = [];
    private readonly List<string> mistakes = [];
    private readonly List<string> words = [];
    private readonly ParseResult parsed;

    private CommandLine(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("The GroundTransport gateway. Without a command it serves.");
        foreach (var command in Commands())
            root.Add(command);
        root.SetAction(_ => 0);
        Split(arguments, root);
        // No response files: an argument that begins with @ is a mistake, not a file to read arguments from.
        parsed = root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        mistakes.AddRange(parsed.UnmatchedTokens.Count > 0
            ? parsed.UnmatchedTokens.Select(word => UnknownWord(word, root.Subcommands.Select(command => command.Name)))
            : parsed.Errors.Select(error => error.Message));
    }

    /// <summary>What is wrong, with the nearest known name; empty if nothing is.</summary>
    public IReadOnlyList<string> Mistakes => Inform is null ? mistakes : [];

    /// <summary>Prints the help or the version and returns the exit code; null without <c>--help</c> and <c>--version</c>.</summary>
    public Func<int>? Inform => parsed.Errors.Count == 0 && parsed.Action != parsed.CommandResult.Command.Action ? Print : null;

    /// <summary>The settings, each as <c>--Key=value</c>.</summary>
    public string[] Settings => [.. settings];

    /// <summary>The command to run; null if the gateway is to serve.</summary>
    public GatewayCommand? Command => parsed.CommandResult.Command as GatewayCommand;

    /// <summary>Runs the command, and returns the process's exit code.</summary>
    public Task<int> Run(WebApplication app) => Command!.Run(app, parsed);

    public static CommandLine Parse(IReadOnlyList<string> arguments) => new(arguments);

    /// <summary>All commands. A command with arguments adds them here and reads them from the parse result.</summary>
    private static IEnumerable<GatewayCommand> Commands()
    {
        yield return new("migrate", "Brings the database to this release's schema, then exits.", app => app.Migrate());
        yield return new(
            "reset-feed", "Gives the event feed a new identity, after a database was restored, then exits.", app => app.ResetEventFeed());
        yield return new(
            "backup", "Copies the SQLite database to backups/ beside it, also while the gateway runs, then exits.", app => app.BackUp(),
            needsDatabaseAlone: false);
        var file = new Argument<string>("file") { Description = "The backup." };
        yield return new GatewayCommand(
            "restore", "Puts a backup in the place of the SQLite database, while no gateway runs, then exits.",
            (app, arguments) => app.Restore(arguments.GetRequiredValue(file)))
        { file };
        yield return new(
            "openapi", "Prints the OpenAPI document of the REST API, then exits.", app => app.PrintOpenApi(),
            needsDatabaseAlone: false);
        yield return new(
            "revoke-demo-secrets", "Makes the demo's published secrets invalid, so that the database can be used outside Development.",
            app => app.RevokeDemoSecrets());
    }

    private int Print()
    {
        var exitCode = parsed.Invoke();
        if (parsed.Action is HelpAction && Command is null)
        {
            System.Console.WriteLine("Settings (as --Key=value, --Key value, /Key=value or Key=value; docs/operations.md describes them):");
            foreach (var key in SettingKeys.All)
                System.Console.WriteLine($"  --{key}");
        }
        return exitCode;
    }

    /// <summary>Separates the settings from the words that System.CommandLine parses.</summary>
    private void Split(IReadOnlyList<string> arguments, RootCommand root)
    {
        var options = root.Subcommands.Prepend(root)
            .SelectMany(command => command.Options)
            .SelectMany(option => option.Aliases.Append(option.Name))
            .ToHashSet();
        var commands = root.Subcommands.Select(command => command.Name).ToHashSet();
        var withArgument = root.Subcommands.Where(command => command.Arguments.Count > 0).Select(command => command.Name).ToHashSet();
        for (var at = 0; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            // A path may begin with a slash, as a setting may.
            if (words.Count > 0 && withArgument.Contains(words[^1]) && !argument.StartsWith('-'))
            {
                words.Add(argument);
                continue;
            }
            if (argument == "--")
            {
                words.AddRange(arguments.Skip(at));
                return;
            }
            var (name, value) = argument.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0
                ? (argument[..equals], argument[(equals + 1)..])
                : (argument, null);
            var isPrefixed = name is ['-', '-', ..] or ['/', ..];
            if (options.Contains(name) || (value is null && !isPrefixed))
            {
                words.Add(argument);
                continue;
            }
            // A value may begin with a slash, as a path does; one that begins with a hyphen needs the form Key=value.
            if (value is null && arguments.ElementAtOrDefault(at + 1) is { } next && !next.StartsWith('-') && !commands.Contains(next))
                value = arguments[++at];
            AddSetting(name, name.TrimStart('-', '/'), value, commands);
        }
    }

    private void AddSetting(string name, string key, string? value, IEnumerable<string> commands)
    {
        if (!SettingKeys.IsKnown(key, value ?? ""))
        {
            var nearest = NearestName.To(key, SettingKeys.All) is { } setting ? $"--{setting}" : NearestName.To(key, commands);
            var isSetting = key.Contains(':', StringComparison.Ordinal) || key.Contains("__", StringComparison.Ordinal);
            mistakes.Add(Unknown(isSetting ? "setting" : "option", name, nearest));
        }
        else if (value is null)
            mistakes.Add($"'{name}' has no value. Use {name}=value.");
        else
            settings.Add($"--{key}={value}");
    }

    private static string UnknownWord(string word, IEnumerable<string> commands) =>
        Unknown(word.StartsWith('-') ? "option" : "command", word, NearestName.To(word, commands));

    private static string Unknown(string kind, string written, string? nearest) =>
        $"Unknown {kind} '{written}'. {(nearest is null ? "--help lists the commands and settings." : $"Did you mean '{nearest}'?")}";
}

/// <summary>A command of the gateway: it runs instead of serving.</summary>
#pragma warning disable CA1010 // System.CommandLine's Command is enumerable for collection initializers only.
public sealed class GatewayCommand(string name, string description, Func<WebApplication, ParseResult, Task<int>> run)
#pragma warning restore CA1010
    : Command(name, description)
{
    public GatewayCommand(string name, string description, Func<WebApplication, Task<int>> run, bool needsDatabaseAlone = true)
        : this(name, description, (app, _) => run(app)) => NeedsDatabaseAlone = needsDatabaseAlone;

    /// <summary>Whether no other process may have the SQLite database meanwhile.</summary>
    public bool NeedsDatabaseAlone { get; } = true;

    /// <summary>Runs it, and returns the process's exit code.</summary>
    public Func<WebApplication, ParseResult, Task<int>> Run { get; } = run;
}
