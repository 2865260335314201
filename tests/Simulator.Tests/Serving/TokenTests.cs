using System.Net;
using System.Text.Json;
using ConcurSimulator.Tokens;

namespace GroundTransport.Simulator.Tests.Serving;

/// <summary>The token endpoint, by authentication.md.</summary>
public sealed class TokenTests
{
    private static readonly TokenSettings Known = RunningConcur.Known;

    [Fact]
    public async Task Refresh_answers_a_new_refresh_token_and_the_old_one_dies()
    {
        await using var concur = await RunningConcur.Start();

        var (_, first) = await concur.Refresh(Known.RefreshToken);
        var (again, refused) = await concur.Refresh(Known.RefreshToken);
        var (next, second) = await concur.Refresh((string)first["refresh_token"]!);

        Assert.Equal((400, 108, "invalid_grant"), (again, (int)refused["code"]!, (string)refused["error"]!));
        Assert.Equal(200, next);
        Assert.Equal(3, new[] { Known.RefreshToken, (string)first["refresh_token"]!, (string)second["refresh_token"]! }.Distinct().Count());
    }

    [Fact]
    public async Task Refresh_after_six_months_is_refused()
    {
        await using var concur = await RunningConcur.Start();
        concur.Clock.Advance(Known.RefreshTokenLifetime);

        var (_, body) = await concur.Refresh(Known.RefreshToken);

        Assert.Equal(108, (int)body["code"]!);
    }

    [Fact]
    public async Task Grant_tells_lifetimes_and_geolocation()
    {
        await using var concur = await RunningConcur.Start();

        var (_, first) = await concur.Refresh(Known.RefreshToken);
        var (_, second) = await concur.Refresh((string)first["refresh_token"]!);

        Assert.Equal((JsonValueKind.String, "3600"), (first["expires_in"]!.GetValueKind(), first["expires_in"]!.ToString()));
        Assert.Equal((JsonValueKind.Number, "3600"), (second["expires_in"]!.GetValueKind(), second["expires_in"]!.ToString()));
        Assert.Equal((concur.Clock.GetUtcNow() + Known.RefreshTokenLifetime).ToUnixTimeSeconds(), (long)first["refresh_expires_in"]!);
        Assert.Equal(concur.Server.Url.GetLeftPart(UriPartial.Authority), (string)first["geolocation"]!);
    }

    [Fact]
    public async Task Access_token_opens_PostBack_until_its_lifetime_ends()
    {
        await using var concur = await RunningConcur.Start(settings => settings with { Tokens = Known with { AccessTokenLifetime = TimeSpan.FromSeconds(90) } });
        var (_, body) = await concur.Refresh(Known.RefreshToken);
        var authorization = $"Bearer {body["access_token"]}";
        concur.Clock.Advance(TimeSpan.FromSeconds(89));
        using var early = await concur.Tell(RunningConcur.PostBack("RA"), authorization: authorization);
        concur.Clock.Advance(TimeSpan.FromSeconds(1));
        using var late = await concur.Tell(RunningConcur.PostBack("RA"), authorization: authorization);

        Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
    }

    [Fact]
    public async Task Password_grant_takes_the_request_token_again_within_twelve_hours()
    {
        await using var concur = await RunningConcur.Start();

        var (first, _) = await concur.Grant(RunningConcur.Connect);
        concur.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        var (second, _) = await concur.Grant(RunningConcur.Connect);
        concur.Clock.Advance(TimeSpan.FromSeconds(1));
        var (third, body) = await concur.Grant(RunningConcur.Connect);

        Assert.Equal((200, 200, 400), (first, second, third));
        Assert.Equal(5, (int)body["code"]!);
    }

    [Fact]
    public async Task Revocation_ends_every_refresh_token_and_needs_an_access_token()
    {
        await using var concur = await RunningConcur.Start();
        var (_, body) = await concur.Refresh(Known.RefreshToken);

        Assert.Equal(HttpStatusCode.Unauthorized, await Revoke(concur, null));
        Assert.Equal(HttpStatusCode.Forbidden, await Revoke(concur, "Bearer other"));
        Assert.Equal(HttpStatusCode.OK, await Revoke(concur, $"Bearer {body["access_token"]}"));
        var (status, refused) = await concur.Refresh((string)body["refresh_token"]!);
        Assert.Equal((400, 108), (status, (int)refused["code"]!));
    }

    private static async Task<HttpStatusCode> Revoke(RunningConcur concur, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, TokenEndpoint.ConnectionsPath);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await concur.Http.SendAsync(request);
        return response.StatusCode;
    }
}
