using System.Globalization;
using System.Text.RegularExpressions;

namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Which addresses may be called for tokens. A geolocation comes from outside, and whoever is called gets the client
/// secret: so only Concur's domains by https on the usual port, and what the operator lists (http on loopback only).
/// </summary>
public sealed partial class GeolocationRule
{
    /// <summary>Where the operator lists further hosts; <see cref="Mistake"/> checks an entry.</summary>
    public const string Setting = "GroundTransport:Concur:GeolocationHosts";

    private const int LongestShown = 100;
    private static readonly string[] Concurs = ["*.concursolutions.com", "*.outtask.com"];
    private readonly string[] listed;

    /// <param name="listed">Each a host or <c>*.domain</c>, with its port where that isn't the scheme's own; an entry with a <see cref="Mistake"/> lists nothing.</param>
    public GeolocationRule(params IEnumerable<string> listed) => this.listed = [.. Concurs, .. listed.Where(entry => Mistake(entry) is null)];

    /// <summary>The base of calls, without a path; null where it may not be called.</summary>
    public Uri? Base(string geolocation)
    {
        // The form is checked before anything parses it: no user info, path, query, escapes or other alphabets, on whose
        // meaning two parsers could differ.
        if (!Form().IsMatch(geolocation) || !Uri.TryCreate(geolocation, UriKind.Absolute, out var url))
            return null;
        var secure = url.Scheme == Uri.UriSchemeHttps || url.IsLoopback;
        return secure && listed.Any(entry => Matches(entry, url)) ? new Uri(url.GetLeftPart(UriPartial.Authority)) : null;
    }

    /// <summary>What is wrong with an entry of the operator's list; null where nothing is.</summary>
    public static string? Mistake(string entry) => Entry().IsMatch(entry) ? null
        : $"'{Shown(entry)}' isn't a host (emea.example.com), a domain with its hosts (*.example.com), or one of these with a port (127.0.0.1:5055).";

    /// <summary>What an operator does about an address that may not be called.</summary>
    public static string HowToAllow(string geolocation) =>
        $"{(geolocation.Length == 0 ? "The geolocation" : geolocation)} isn't an address of Concur's, so nothing was sent there. "
        + $"Correct the app's geolocation, for example to https://us.api.concursolutions.com; if the address is right, add its host to {Setting}.";

    /// <summary>As it may stand in a log line or a page: one line, bounded.</summary>
    public static string Shown(string geolocation) => new([.. geolocation.Where(c => c is > ' ' and <= '~').Take(LongestShown)]);

    private static bool Matches(string entry, Uri url)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        var host = colon < 0 ? entry : entry[..colon];
        return (colon < 0 ? url.IsDefaultPort : url.Port == int.Parse(entry[(colon + 1)..], CultureInfo.InvariantCulture))
            && (host.StartsWith("*.", StringComparison.Ordinal)
                ? url.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
                : url.Host.Equals(host, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex("^[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?/?\\z")]
    private static partial Regex Form();

    // A wildcard stands before two labels at least: *.com would list half the world.
    [GeneratedRegex("^(\\*\\.[A-Za-z0-9-]+\\.[A-Za-z0-9-]+|[A-Za-z0-9-]+)(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?\\z")]
    private static partial Regex Entry();
}
