namespace GroundTransport.Api.Hosting;

/// <summary>What the process is told besides its settings.</summary>
public static class CommandLine
{
    /// <summary>Brings the database to this release's schema, and ends.</summary>
    public const string Migrate = "migrate";

    /// <summary>The words that are no setting (<c>--key=value</c>, <c>--key value</c>, <c>key=value</c>): commands.</summary>
    public static IReadOnlyList<string> Commands(IReadOnlyList<string> arguments)
    {
        var commands = new List<string>();
        for (var at = 0; at < arguments.Count; at++)
        {
            var isSetting = arguments[at].Contains('=', StringComparison.Ordinal);
            if (arguments[at] is ['-' or '/', ..])
                at += isSetting ? 0 : 1;
            else if (!isSetting)
                commands.Add(arguments[at]);
        }
        return commands;
    }
}
