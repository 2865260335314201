using System.Net.Http.Headers;
using GroundTransport.Application.ConcurApps;

namespace GroundTransport.Infrastructure.ConcurClient.OAuth;

/// <summary>A grant as the form that is posted to the token endpoint (authentication: Types of grants).</summary>
internal sealed class TokenGrant
{
    public static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    private readonly KeyValuePair<string, string>[] fields;

    private TokenGrant(ConcurApp app, string type, string token, params (string Name, string Value)[] ownFields)
    {
        Type = type;
        fields =
        [
            new("client_id", app.ClientId), new("client_secret", app.ClientSecret), new("grant_type", type),
            .. ownFields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ];
        string[] secrets = [app.ClientSecret, token];
        // An answer may quote the posted values, decoded or form-encoded.
        Secrets = [.. secrets, .. secrets.Select(secret => Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal))];
    }

    public string Type { get; }

    /// <summary>The refresh token that remains valid if the answer contains no other; null in an exchange.</summary>
    public string? RefreshToken { get; private init; }

    public string[] Secrets { get; }

    public static TokenGrant Refresh(ConcurApp app, string refreshToken) =>
        new(app, "refresh_token", refreshToken, ("refresh_token", refreshToken)) { RefreshToken = refreshToken };

    public static TokenGrant Exchange(ConcurApp app, string principal, string requestToken) =>
        new(app, "password", requestToken, ("username", principal), ("password", requestToken), ("credtype", "authtoken"));

    public HttpRequestMessage CreateMessage(Uri dataCentre)
    {
        var form = new FormUrlEncodedContent(fields);
        // Concur refuses the form with a charset (tmc-guide: Company Level Authentication).
        form.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(dataCentre, "/oauth2/v0/token"))
        {
            Content = form,
            Headers = { Accept = { Json } },
        };
    }
}
