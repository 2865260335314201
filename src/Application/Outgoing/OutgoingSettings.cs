namespace GroundTransport.Application.Outgoing;

/// <summary>Which addresses of the supplier's own network the gateway may call.</summary>
/// <param name="AllowedHosts">Hosts, or hosts with a port, that may be private and spoken to over http.</param>
public sealed record OutgoingSettings(IReadOnlyList<string> AllowedHosts)
{
    public static OutgoingSettings None { get; } = new([]);

    /// <summary>Whether the operator named this host, with or without its port.</summary>
    public bool Allows(string host, int port)
    {
        // An IPv6 address is written in brackets where a port may follow.
        var name = host.Contains(':', StringComparison.Ordinal) ? $"[{host.Trim('[', ']')}]" : host;
        return AllowedHosts.Any(allowed => string.Equals(allowed, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(allowed, $"{name}:{port}", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a text is a host, or a host with a port, and nothing else.</summary>
    public static bool IsHost(string text) => IsAuthority($"http://{text}/", text) || IsAuthority($"https://{text}/", text);

    // A port that is the scheme's default isn't part of the parsed authority: it is of the other scheme's.
    private static bool IsAuthority(string url, string text) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, text, StringComparison.OrdinalIgnoreCase);
}
