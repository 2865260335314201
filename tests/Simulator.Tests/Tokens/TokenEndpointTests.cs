using System.Net;
using System.Text.Json;
using ConcurSimulator.Tokens;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Tokens;

/// <summary>The grants of the token endpoint, as Concur's authentication pages describe them.</summary>
public sealed class TokenEndpointTests
{
    private static readonly TokenSettings Defaults = SimulatedConcur.DefaultTokens;

    [Fact]
    public async Task Refresh_returns_a_new_refresh_token_and_invalidates_the_old_one()
    {
        await using var concur = await SimulatedConcur.Start();

        var (_, first) = await concur.Refresh(Defaults.RefreshToken);
        var (again, refused) = await concur.Refresh(Defaults.RefreshToken);
        var (next, second) = await concur.Refresh((string)first["refresh_token"]!);

        Assert.Equal((400, 108, "invalid_grant"), (again, (int)refused["code"]!, (string)refused["error"]!));
        Assert.Equal(200, next);
        string[] refreshTokens = [Defaults.RefreshToken, (string)first["refresh_token"]!, (string)second["refresh_token"]!];
        Assert.Equal(3, refreshTokens.Distinct().Count());
    }

    [Fact]
    public async Task Refresh_after_six_months_is_refused()
    {
        await using var concur = await SimulatedConcur.Start();
        concur.Clock.Advance(Defaults.RefreshTokenLifetime);

        var (_, body) = await concur.Refresh(Defaults.RefreshToken);

        Assert.Equal(108, (int)body["code"]!);
    }

    [Fact]
    public async Task Grant_returns_lifetimes_and_geolocation()
    {
        await using var concur = await SimulatedConcur.Start();

        var (_, first) = await concur.Refresh(Defaults.RefreshToken);
        var (_, second) = await concur.Refresh((string)first["refresh_token"]!);

        Assert.Equal((JsonValueKind.String, "3600"), (first["expires_in"]!.GetValueKind(), first["expires_in"]!.ToString()));
        Assert.Equal((JsonValueKind.Number, "3600"), (second["expires_in"]!.GetValueKind(), second["expires_in"]!.ToString()));
        Assert.Equal((concur.Clock.GetUtcNow() + Defaults.RefreshTokenLifetime).ToUnixTimeSeconds(), (long)first["refresh_expires_in"]!);
        Assert.Equal(concur.Server.Url.GetLeftPart(UriPartial.Authority), (string)first["geolocation"]!);
    }

    [Fact]
    public async Task Access_token_is_accepted_until_it_expires()
    {
        await using var concur = await SimulatedConcur.Start(
            settings => settings with { Tokens = Defaults with { AccessTokenLifetime = TimeSpan.FromSeconds(90) } });
        var (_, body) = await concur.Refresh(Defaults.RefreshToken);
        var authorization = $"Bearer {body["access_token"]}";
        concur.Clock.Advance(TimeSpan.FromSeconds(89));
        using var early = await concur.Send(SimulatedConcur.PostBack("RA"), authorization: authorization);
        concur.Clock.Advance(TimeSpan.FromSeconds(1));
        using var late = await concur.Send(SimulatedConcur.PostBack("RA"), authorization: authorization);

        Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
    }

    [Fact]
    public async Task Password_grant_accepts_the_same_request_token_for_twelve_hours()
    {
        await using var concur = await SimulatedConcur.Start();

        var (first, _) = await concur.Grant(SimulatedConcur.PasswordGrant);
        concur.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        var (second, _) = await concur.Grant(SimulatedConcur.PasswordGrant);
        concur.Clock.Advance(TimeSpan.FromSeconds(1));
        var (third, body) = await concur.Grant(SimulatedConcur.PasswordGrant);

        Assert.Equal((200, 200, 400), (first, second, third));
        Assert.Equal(5, (int)body["code"]!);
    }

    [Fact]
    public async Task Revoke_invalidates_all_refresh_tokens_and_requires_an_access_token()
    {
        await using var concur = await SimulatedConcur.Start();
        var (_, body) = await concur.Refresh(Defaults.RefreshToken);

        Assert.Equal(HttpStatusCode.Unauthorized, await Revoke(concur, null));
        Assert.Equal(HttpStatusCode.Forbidden, await Revoke(concur, "Bearer other"));
        Assert.Equal(HttpStatusCode.OK, await Revoke(concur, $"Bearer {body["access_token"]}"));
        var (status, refused) = await concur.Refresh((string)body["refresh_token"]!);
        Assert.Equal((400, 108), (status, (int)refused["code"]!));
    }

    private static async Task<HttpStatusCode> Revoke(SimulatedConcur concur, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, TokenEndpoint.ConnectionsPath);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await concur.Http.SendAsync(request);
        return response.StatusCode;
    }
}
