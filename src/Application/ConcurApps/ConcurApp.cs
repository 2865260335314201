namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// The credentials of an app that SAP Concur registered, one per direct connect (authentication: Base URIs for Obtaining a
/// Token).
/// </summary>
/// <param name="Geolocation">
/// The base URI of token calls: the app's own until an answer has named the token's, from then on that one (authentication:
/// Base URIs).
/// </param>
public sealed record ConcurApp(string ClientId, string ClientSecret, Uri Geolocation)
{
    // A record's default prints every property, including secrets.
    public override string ToString() => "Concur app";
}
