using System.Globalization;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>Concur's rule for refresh tokens: each is valid once, and a grant returns the next.</summary>
/// <param name="geolocation">Where the tokens are granted.</param>
public sealed class RotatingTokens(string geolocation)
{
    public const string ClientSecret = "client-secret-4711", FirstRefreshToken = "refresh-token-4711-0", RequestToken =
        "request-token-4711";

    private int grants;

    /// <summary>The refresh token that is valid now.</summary>
    public string Valid { get; private set; } = FirstRefreshToken;

    public TokenServerResponse Respond(TokenRequest request)
    {
        if (request.Line.StartsWith("DELETE", StringComparison.Ordinal))
            return new TokenServerResponse(200, "");
        if (request.Form.TryGetValue("refresh_token", out var sent) && sent != Valid)
            return TokenServerResponse.Refused(108);
        var grant = Interlocked.Increment(ref grants).ToString(CultureInfo.InvariantCulture);
        Valid = "refresh-token-4711-" + grant;
        return new TokenServerResponse(200,
            $$"""{"expires_in":"3600","token_type":"Bearer","access_token":"access-token-4711-{{grant}}","refresh_token":"{{Valid}}","""
                + $$""" "geolocation":"{{geolocation}}"}""");
    }

    /// <summary>A grant whose geolocation is another name of the same server.</summary>
    public TokenServerResponse GrantElsewhere()
    {
        var elsewhere = geolocation.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        return new TokenServerResponse(200,
            $$"""{"expires_in":3600,"access_token":"access-token-4711-moved","refresh_token":"{{Valid}}","geolocation":"{{elsewhere}}"}""");
    }
}
