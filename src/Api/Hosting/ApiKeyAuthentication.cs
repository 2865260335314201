using System.Security.Claims;
using System.Text.Encodings.Web;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace GroundTransport.Api.Hosting;

/// <summary>Authenticates the supplier's REST calls by <c>Authorization: Bearer {api key}</c>.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ICatalog catalog)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        var hash = Convert.ToHexString(Secrets.Hash(header[Prefix.Length..].Trim()));
        // A hash that is found is the right key's: finding a preimage by the time of a dictionary look-up isn't possible.
        if (!catalog.Current.ApiKeys.TryGetValue(hash, out var key))
            return Task.FromResult(AuthenticateResult.Fail("There is no such API key."));
        Context.Items[typeof(Operator)] = new Operator(key.Name, key.Role, key.VendorCodes, Context.TraceIdentifier) { KeyId = key.Id };
        var roles = Enum.GetValues<Role>().Where(role => role <= key.Role).Select(role => new Claim(ClaimTypes.Role, role.ToString()));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Name), .. roles], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.Result(Context, 401, "unauthorized", "Send Authorization: Bearer and an API key of this gateway.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Result(Context, 403, "forbidden", "This API key's role doesn't allow that. Use a key with a higher role.").ExecuteAsync(Context);
}
