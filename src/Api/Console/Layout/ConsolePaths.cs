namespace GroundTransport.Api.Console.Layout;

/// <summary>The addresses of the console's pages.</summary>
public static class ConsolePaths
{
    public const string Root = "/console";
    public const string SignIn = Root + "/sign-in";
    public const string SignOut = Root + "/sign-out";

    /// <summary>The stream of changes, which the pages' script follows.</summary>
    public const string Stream = Root + "/stream";

    public const string Waiting = Root + "/waiting";
    public const string Rides = Root + "/rides";
    public const string Rates = Root + "/rates";
    public const string Deliveries = Root + "/deliveries";
    public const string Settings = Root + "/settings";
    public const string Overview = Root + "/overview";

    public static string Ride(long id) => FormattableString.Invariant($"{Rides}/{id}");

    /// <summary>Whether a text is the address of one of our pages, so that a link can't lead anywhere else.</summary>
    public static bool IsOurs(string? path) =>
        path is not null && path.StartsWith(Root + "/", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
        && path.All(character => character is > ' ' and <= '~');
}
