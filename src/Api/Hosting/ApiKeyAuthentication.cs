using System.Security.Claims;
using System.Text.Encodings.Web;
using GroundTransport.Api.Limits;
using GroundTransport.Application;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace GroundTransport.Api.Hosting;

/// <summary>Authenticates REST calls by <c>Authorization: Bearer {API key}</c>.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ICatalog catalog,
    FailedLogins failedLogins,
    ApiKeyUses uses)
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
        // The look-up needs no constant time: its timing reveals at most something about hashes, not about keys.
        if (!catalog.Current.ApiKeys.TryGetValue(hash, out var key))
            return Task.FromResult(AuthenticateResult.Fail("Unknown API key."));
        if (key.IsExpiredAt(TimeProvider.GetUtcNow()))
            return Task.FromResult(AuthenticateResult.Fail("Expired API key."));
        uses.Note(key.Id, TimeProvider.GetUtcNow());
        Context.Items[typeof(Operator)] = new Operator(key.Name, key.Role, key.VendorCodes, Context.TraceIdentifier)
        {
            KeyId = key.Id,
            Address = RestConventions.AddressOf(Context),
        };
        var roles = Enum.GetValues<Role>().Where(role => role <= key.Role).Select(role => new Claim(ClaimTypes.Role, role.ToString()));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Name), .. roles], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var authentication = await HandleAuthenticateOnceSafeAsync();
        var name = authentication.Failure is null ? FailedLogins.Nobody : FailedLogins.Token;
        if (failedLogins.Count(Context.Connection.RemoteIpAddress, name) is { } wait)
        {
            RetryAfterHeader.Set(Context, wait);
            await Problems.Result(Context, 429, "tooMany", "Too many calls with unknown API keys. Wait as long as Retry-After says.")
                .ExecuteAsync(Context);
            return;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        const string Detail = "Missing, unknown or expired API key. Send an API key of this gateway as 'Authorization: Bearer {key}'.";
        await Problems.Result(Context, 401, "unauthorized", Detail).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Result(Context, 403, "forbidden", "The API key's role doesn't allow this call. Use a key with a higher role.")
            .ExecuteAsync(Context);
}
