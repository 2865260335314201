namespace GroundTransport.Application.Outgoing;

/// <summary>Which addresses of the supplier's own network the gateway may call.</summary>
/// <param name="AllowedHosts">Hosts, or hosts with a port, that may be private and spoken to over http.</param>
public sealed record OutgoingSettings(IReadOnlyList<string> AllowedHosts)
{
    public static OutgoingSettings None { get; } = new([]);

    /// <summary>Whether the operator named this host, with or without its port.</summary>
    public bool Allows(string host, int port) => AllowedHosts.Any(allowed =>
        string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase)
        || string.Equals(allowed, $"{host}:{port}", StringComparison.OrdinalIgnoreCase));
}
