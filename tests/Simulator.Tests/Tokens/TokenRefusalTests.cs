using System.Net;
using System.Net.Http.Headers;
using ConcurSimulator.Tokens;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Tokens;

/// <summary>Which calls the token endpoint refuses, and the error codes it returns.</summary>
public sealed class TokenRefusalTests
{
    [Theory]
    [InlineData("client_id", "", 62)]
    [InlineData("client_id", "other", 61)]
    [InlineData("client_secret", "", 63)]
    [InlineData("client_secret", "other", 64)]
    [InlineData("grant_type", "", 65)]
    [InlineData("grant_type", "client_credentials", 60)]
    [InlineData("credtype", "password", 120)]
    [InlineData("credtype", "", 120)]
    [InlineData("username", "", 51)]
    [InlineData("username", "other", 5)]
    [InlineData("password", "", 52)]
    [InlineData("password", "other", 5)]
    public async Task Grant_with_an_invalid_field_returns_the_error_code_of_that_field(string field, string value, int code)
    {
        await using var concur = await SimulatedConcur.Start();

        var (status, body) = await concur.Grant([.. SimulatedConcur.PasswordGrant, (field, value)]);

        Assert.Equal(code, (int)body["code"]!);
        Assert.Equal(code is 61 or 64 ? 401 : 400, status);
        Assert.Null(body["geolocation"]);
    }

    [Fact]
    public async Task Charset_in_the_content_type_or_fields_in_the_URL_are_refused()
    {
        await using var concur = await SimulatedConcur.Start();
        using var withCharset = SimulatedConcur.CreateForm(SimulatedConcur.PasswordGrant);
        withCharset.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=utf-8");
        using var content = SimulatedConcur.CreateForm(SimulatedConcur.PasswordGrant);

        using var first = await concur.Http.PostAsync(TokenEndpoint.Path, withCharset);
        using var second = await concur.Http.PostAsync($"{TokenEndpoint.Path}?client_id={SimulatedConcur.DefaultTokens.ClientId}", content);

        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal(0, concur.Server.Tokens.Issued);
    }

    [Fact]
    public async Task Moved_geolocation_returns_code_16_and_an_address_that_grants_tokens()
    {
        await using var concur = await SimulatedConcur.Start(settings => settings with { GeolocationMoved = true });

        var (status, refused) = await concur.Grant(SimulatedConcur.PasswordGrant);
        using var content = SimulatedConcur.CreateForm(SimulatedConcur.PasswordGrant);
        using var home = await concur.Http.PostAsync(new Uri(new Uri((string)refused["geolocation"]!), TokenEndpoint.Path), content);

        Assert.Equal((400, 16), (status, (int)refused["code"]!));
        Assert.NotEqual(concur.Server.Url.Host, new Uri((string)refused["geolocation"]!).Host);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        Assert.Contains((string)refused["geolocation"]!, await home.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
