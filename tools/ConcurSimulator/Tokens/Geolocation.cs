namespace ConcurSimulator.Tokens;

/// <summary>The data center of the user, as token responses name it: this server, possibly under its other host name.</summary>
/// <param name="Fixed">Named in every response; null for the address that was called.</param>
/// <param name="Moved">Calls to any other address than the user's get error code 16.</param>
/// <param name="ServedHost">The host name that the server was started with.</param>
public sealed record Geolocation(Uri? Fixed, bool Moved, string ServedHost)
{
    /// <summary>The two names of this machine, which make one server look like two data centers.</summary>
    private const string Name = "localhost", Address = "127.0.0.1";

    /// <summary>Without <see cref="Fixed"/>, a moved user needs a second name for the same server.</summary>
    public static bool HasTwoNames(string host) => host is Name or Address;

    /// <summary>The base address of the user's data center.</summary>
    public string HomeOf(HttpRequest request)
    {
        if (Fixed is not null)
            return Fixed.GetLeftPart(UriPartial.Authority);
        if (!Moved)
            return $"{request.Scheme}://{request.Host}";
        return $"{request.Scheme}://{new HostString(ServedHost == Name ? Address : Name, request.Host.Port ?? 80)}";
    }

    /// <summary>The request was sent to a data center that is not the user's.</summary>
    public bool IsElsewhere(HttpRequest request) =>
        Moved && !string.Equals($"{request.Scheme}://{request.Host}", HomeOf(request), StringComparison.OrdinalIgnoreCase);
}
