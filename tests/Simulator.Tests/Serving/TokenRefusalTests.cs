using System.Net;
using System.Net.Http.Headers;
using ConcurSimulator.Tokens;

namespace GroundTransport.Simulator.Tests.Serving;

/// <summary>What the token endpoint refuses, and by which code.</summary>
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
    public async Task Grant_with_one_field_wrong_is_refused_with_its_code(string field, string value, int code)
    {
        await using var concur = await RunningConcur.Start();

        var (status, body) = await concur.Grant([.. RunningConcur.Connect, (field, value)]);

        Assert.Equal(code, (int)body["code"]!);
        Assert.Equal(code is 61 or 64 ? 401 : 400, status);
        Assert.Null(body["geolocation"]);
    }

    [Fact]
    public async Task Charset_in_the_content_type_or_fields_in_the_url_are_refused()
    {
        await using var concur = await RunningConcur.Start();
        using var withCharset = RunningConcur.Form(RunningConcur.Connect);
        withCharset.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=utf-8");
        using var content = RunningConcur.Form(RunningConcur.Connect);

        using var first = await concur.Http.PostAsync(TokenEndpoint.Path, withCharset);
        using var second = await concur.Http.PostAsync($"{TokenEndpoint.Path}?client_id={RunningConcur.Known.ClientId}", content);

        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal(0, concur.Server.Tokens.Issued);
    }

    [Fact]
    public async Task Moved_geolocation_answers_code_16_and_serves_the_user_at_home()
    {
        await using var concur = await RunningConcur.Start(settings => settings with { GeolocationMoved = true });

        var (status, refused) = await concur.Grant(RunningConcur.Connect);
        using var content = RunningConcur.Form(RunningConcur.Connect);
        using var home = await concur.Http.PostAsync(new Uri(new Uri((string)refused["geolocation"]!), TokenEndpoint.Path), content);

        Assert.Equal((400, 16), (status, (int)refused["code"]!));
        Assert.NotEqual(concur.Server.Url.Host, new Uri((string)refused["geolocation"]!).Host);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        Assert.Contains((string)refused["geolocation"]!, await home.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
