using System.Globalization;
using System.Text.RegularExpressions;

namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Decides which addresses may be called for tokens. A geolocation is untrusted input, and the host that is called receives
/// the client secret. So only Concur's domains are allowed, by https on the default port, and what the operator lists (http
/// on loopback only).
/// </summary>
public sealed partial class GeolocationRule
{
    /// <summary>The setting in which the operator lists further hosts; <see cref="Mistake"/> validates an entry.</summary>
    public const string Setting = "GroundTransport:Concur:GeolocationHosts";

    private const int MaxDisplayLength = 100;
    private static readonly string[] ConcurHosts = ["*.concursolutions.com", "*.outtask.com"];
    private readonly string[] allowed;

    /// <param name="listed">
    /// Each a host or <c>*.domain</c>, with its port unless it is the scheme's default. An entry with a
    /// <see cref="Mistake"/> allows nothing.
    /// </param>
    public GeolocationRule(params IEnumerable<string> listed) =>
        allowed = [.. ConcurHosts, .. listed.Where(entry => Mistake(entry) is null)];

    /// <summary>The base URI of calls, without a path; null if it may not be called.</summary>
    public Uri? Base(string geolocation)
    {
        // The form is checked before anything parses it: it has no user info, path, query, escapes or other alphabets, which
        // two parsers could interpret differently.
        if (!UrlForm().IsMatch(geolocation) || !Uri.TryCreate(geolocation, UriKind.Absolute, out var url))
            return null;
        var isSecure = url.Scheme == Uri.UriSchemeHttps || url.IsLoopback;
        return isSecure && allowed.Any(entry => Matches(entry, url)) ? new Uri(url.GetLeftPart(UriPartial.Authority)) : null;
    }

    /// <summary>What is wrong with an entry of the operator's list; null if it is valid.</summary>
    public static string? Mistake(string entry) => EntryForm().IsMatch(entry)
        ? null
        : $"'{ForDisplay(entry)}' isn't a host (emea.example.com), a domain with its hosts (*.example.com), "
            + "or one of these with a port (127.0.0.1:5055).";

    /// <summary>What an operator does about an address that may not be called.</summary>
    public static string HowToAllow(string geolocation) =>
        $"{(geolocation.Length == 0 ? "The geolocation" : geolocation)} isn't an address of Concur's, so nothing was sent there. "
        + "Correct the app's geolocation, for example to https://us.api.concursolutions.com; "
        + $"if the address is right, add its host to {Setting}.";

    /// <summary>An address made safe for a log line or a page: printable ASCII of limited length.</summary>
    public static string ForDisplay(string geolocation) => new([.. geolocation.Where(c => c is > ' ' and <= '~').Take(MaxDisplayLength)]);

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
    private static partial Regex UrlForm();

    // A wildcard needs at least two labels after it: *.com would allow half the world.
    [GeneratedRegex("^(\\*\\.[A-Za-z0-9-]+\\.[A-Za-z0-9-]+|[A-Za-z0-9-]+)(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?\\z")]
    private static partial Regex EntryForm();
}
