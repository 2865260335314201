using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConcurSimulator.Tokens;

/// <summary>Concur's OAuth2 endpoints: grants tokens, and revokes a connection.</summary>
public sealed class TokenEndpoint(TokenService tokens, Geolocation geolocation)
{
    public const string Path = "/oauth2/v0/token", ConnectionsPath = "/app-mgmt/v0/connections";

    private const string ContentType = "application/x-www-form-urlencoded";

    private int issuedCount;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Grant);
        routes.MapDelete(ConnectionsPath, Revoke);
    }

    private async Task Grant(HttpContext context)
    {
        var response = await Respond(context.Request);
        var (status, body) = response switch
        {
            TokenResponse.Issued issued => (200, ToJson(issued, context.Request)),
            TokenResponse.Refused refused => (refused.HttpStatus, ToJson(refused, context.Request)),
            _ => throw new InvalidOperationException($"Unknown response {response}."),
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task<TokenResponse> Respond(HttpRequest request)
    {
        if (FindRefusal(request) is { } refused)
            return tokens.Refuse(refused);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return tokens.Grant(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
    }

    /// <summary>Null if the form may be read. Concur rejects fields in the URL, and a content type with a charset.</summary>
    private TokenResponse.Refused? FindRefusal(HttpRequest request)
    {
        if (request.QueryString.HasValue)
            return TokenResponse.Missing("grant_type") with { Description = "Send the fields in the body, not in the URL" };
        if (!string.Equals(request.ContentType, ContentType, StringComparison.OrdinalIgnoreCase))
            return TokenResponse.Missing("grant_type") with { Description = $"Send Content-Type: {ContentType}, without a charset" };
        return geolocation.IsElsewhere(request) ? TokenResponse.UserLivesElsewhere : null;
    }

    private JsonObject ToJson(TokenResponse.Issued response, HttpRequest request)
    {
        var seconds = (long)response.ExpiresIn.TotalSeconds;
        // Concur's pages show a string here and a number there, so a client must read both.
        var isText = Interlocked.Increment(ref issuedCount) % 2 == 1;
        return new JsonObject
        {
            ["expires_in"] = isText ? JsonValue.Create(seconds.ToString(CultureInfo.InvariantCulture)) : JsonValue.Create(seconds),
            ["scope"] = tokens.Scope,
            ["token_type"] = "Bearer",
            ["access_token"] = response.AccessToken,
            ["refresh_token"] = response.RefreshToken,
            ["refresh_expires_in"] = response.RefreshExpires.ToUnixTimeSeconds(),
            ["geolocation"] = geolocation.HomeOf(request),
        };
    }

    private JsonObject ToJson(TokenResponse.Refused response, HttpRequest request)
    {
        var body = new JsonObject
        {
            ["code"] = response.Code,
            ["error"] = response.Error,
            ["error_description"] = response.Description,
        };
        if (response == TokenResponse.UserLivesElsewhere)
            body["geolocation"] = geolocation.HomeOf(request);
        return body;
    }

    private IResult Revoke(HttpContext context)
    {
        const string Bearer = "Bearer ";
        var authorization = context.Request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
            return Results.StatusCode(401);
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && tokens.Revoke(authorization[Bearer.Length..])
            ? Results.Ok()
            : Results.StatusCode(403);
    }
}
