namespace ConcurSimulator.Tokens;

/// <summary>Where the user lives, as the token endpoint tells it: here, or by another name of this same server.</summary>
/// <param name="Fixed">What is told whoever asks; otherwise the address that was called.</param>
/// <param name="Moved">Calls by any other address than the user's are answered with code 16.</param>
public sealed record Geolocation(Uri? Fixed, bool Moved, string ServedHost)
{
    /// <summary>The two names of this machine: one server that looks like two data centers.</summary>
    private const string Name = "localhost", Address = "127.0.0.1";

    /// <summary>Without an address of its own, a move needs a second name for the same server.</summary>
    public static bool HasTwoNames(string host) => host is Name or Address;

    public string Home(HttpRequest request)
    {
        if (Fixed is not null)
            return Fixed.GetLeftPart(UriPartial.Authority);
        if (!Moved)
            return $"{request.Scheme}://{request.Host}";
        return $"{request.Scheme}://{new HostString(ServedHost == Name ? Address : Name, request.Host.Port ?? 80)}";
    }

    public bool IsElsewhere(HttpRequest request) =>
        Moved && !string.Equals($"{request.Scheme}://{request.Host}", Home(request), StringComparison.OrdinalIgnoreCase);
}
