namespace GroundTransport.Application.ConcurApps;

/// <summary>The app as SAP Concur registered it, one for a DirectConnect (authentication: Base URIs for Obtaining a Token).</summary>
/// <param name="Geolocation">
/// The base of token calls: the app's own until an answer has named the token's, from then on that (authentication: Base URIs).
/// </param>
public sealed record ConcurApp(string ClientId, string ClientSecret, Uri Geolocation)
{
    // The default of a record prints every property, secrets included.
    public override string ToString() => "Concur app";
}
