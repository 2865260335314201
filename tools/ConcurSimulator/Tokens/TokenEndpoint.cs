using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConcurSimulator.Tokens;

/// <summary>Concur's OAuth2 over HTTP: grants, and the revocation of what was granted.</summary>
public sealed class TokenEndpoint(TokenService tokens, Geolocation geolocation)
{
    public const string Path = "/oauth2/v0/token", ConnectionsPath = "/app-mgmt/v0/connections";

    private int answers;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Grant);
        routes.MapDelete(ConnectionsPath, Revoke);
    }

    private async Task Grant(HttpContext context)
    {
        var answer = await Answer(context);
        context.Response.StatusCode = answer is TokenAnswer.Refused refused ? refused.HttpStatus : 200;
        var body = answer is TokenAnswer.Issued issued ? Json(issued, context.Request) : Json((TokenAnswer.Refused)answer, context.Request);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task<TokenAnswer> Answer(HttpContext context)
    {
        // Concur rejects keys and values in the URL, and a content type that names a charset.
        if (context.Request.QueryString.HasValue)
            return Refuse(TokenAnswer.Missing("grant_type") with { Description = "Send the fields in the body, never in the URL" });
        if (!string.Equals(context.Request.ContentType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return Refuse(TokenAnswer.Missing("grant_type") with { Description = "Send Content-Type: application/x-www-form-urlencoded, without a charset" });
        if (geolocation.IsElsewhere(context.Request))
            return Refuse(TokenAnswer.LivesElsewhere);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return tokens.Grant(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
    }

    private TokenAnswer.Refused Refuse(TokenAnswer.Refused refused)
    {
        tokens.Refuse();
        return refused;
    }

    private JsonObject Json(TokenAnswer.Issued issued, HttpRequest request)
    {
        var seconds = (long)issued.ExpiresIn.TotalSeconds;
        return new JsonObject
        {
            // Concur's pages show a text here and a number there: a client must read both.
            ["expires_in"] = Interlocked.Increment(ref answers) % 2 == 1 ? JsonValue.Create(seconds.ToString(CultureInfo.InvariantCulture)) : JsonValue.Create(seconds),
            ["scope"] = "app-scopes",
            ["token_type"] = "Bearer",
            ["access_token"] = issued.AccessToken,
            ["refresh_token"] = issued.RefreshToken,
            ["refresh_expires_in"] = issued.RefreshExpires.ToUnixTimeSeconds(),
            ["geolocation"] = geolocation.Home(request),
        };
    }

    private JsonObject Json(TokenAnswer.Refused refused, HttpRequest request)
    {
        var body = new JsonObject
        {
            ["code"] = refused.Code,
            ["error"] = refused.Error,
            ["error_description"] = refused.Description,
        };
        if (refused == TokenAnswer.LivesElsewhere)
            body["geolocation"] = geolocation.Home(request);
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
