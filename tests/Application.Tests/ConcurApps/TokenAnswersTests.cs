using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.ConcurApps;

/// <summary>Answers that are neither a grant nor a refusal: another data centre, an unreadable answer, and the retry delays.</summary>
public sealed class TokenAnswersTests
{
    private static readonly Uri Us = new("https://us.api.concursolutions.com");
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(",\"geolocation\":\"https://emea.api.concursolutions.com\"", "https://emea.api.concursolutions.com")]
    [InlineData(",\"geolocation\":\"https://us.api.concursolutions.com\"", null)]
    [InlineData(",\"geolocation\":null", null)]
    [InlineData("", null)]
    public void Code_16_is_another_data_centre_with_or_without_a_geolocation(string geolocation, string? expected)
    {
        var answer = Of(400, $$"""{"code":16,"error":"invalid_request","error_description":"user lives elsewhere"{{geolocation}}}""");

        Assert.Equal(new TokenAnswer.OtherDataCentre(expected is null ? null : new Uri(expected)), answer);
        Assert.Equal(ConcurAppState.NeedsGeolocation, answer.State);
    }

    [Fact]
    public void Code_16_with_a_geolocation_that_isnt_allowed_names_it_and_how_to_allow_it()
    {
        var answer = Of(400, """{"code":16,"geolocation":"https://evil.example\u0007/?\u2028x"}""");

        Assert.Equal(new TokenAnswer.GeolocationNotAllowed("https://evil.example/?x"), answer);
        Assert.Equal(ConcurAppState.NeedsGeolocation, answer.State);
        Assert.Contains(GeolocationRule.Setting, answer.WhatToDo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, null, 300)]
    [InlineData(502, null, 300)]
    [InlineData(503, null, 300)]
    [InlineData(503, 30, 300)]
    [InlineData(503, 900, 900)]
    [InlineData(408, null, 300)]
    [InlineData(429, null, 60)]
    [InlineData(429, 5, 5)]
    [InlineData(429, 900, 900)]
    [InlineData(429, -5, 60)]
    public void Failed_or_busy_server_is_unreachable_with_a_retry_delay(int status, int? asked, int seconds)
    {
        TimeSpan? retryAfter = asked is { } value ? TimeSpan.FromSeconds(value) : null;
        var response = new TokenResponse(status, Bytes("""{"access_token":"a","refresh_token":"r"}"""), retryAfter);

        var answer = TokenAnswers.Interpret(response, Request, new TokenSettings());

        Assert.Equal(new TokenAnswer.Unreachable(TimeSpan.FromSeconds(seconds), $"Concur answered HTTP {status}"), answer);
        Assert.Equal(ConcurAppState.Waiting, answer.State);
    }

    [Fact]
    public void RetryDelay_scales_with_RetryAfter()
    {
        var settings = new TokenSettings { RetryAfter = TimeSpan.FromSeconds(1) };

        Assert.Equal(TimeSpan.FromSeconds(1), TokenAnswers.RetryDelay(new TokenResponse(503, null), settings));
        Assert.Equal(TimeSpan.FromSeconds(0.2), TokenAnswers.RetryDelay(new TokenResponse(429, null), settings));
    }

    [Theory]
    [InlineData(200, "<html><body>Welcome to the hotel's network</body></html>")]
    [InlineData(200, "")]
    [InlineData(200, "{\"access_token\":\"a\",\"refresh_to")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, "{\"access_token\":17,\"refresh_token\":\"r\"}")]
    [InlineData(200, "{\"access_token\":\"\\ud800\",\"refresh_token\":\"r\"}")]
    [InlineData(302, "{\"access_token\":\"a\",\"refresh_token\":\"r\"}")]
    [InlineData(400, "{\"access_token\":\"a\",\"refresh_token\":\"r\"}")]
    [InlineData(400, "{\"error\":{\"message\":\"no\"}}")]
    [InlineData(401, "Unauthorized")]
    [InlineData(404, "<html/>")]
    public void Answer_that_isnt_the_token_endpoints_is_unreadable(int status, string body)
    {
        var answer = Assert.IsType<TokenAnswer.Unreadable>(Of(status, body));

        Assert.Equal((RetryAfter, ConcurAppState.Waiting), (answer.RetryAfter, answer.State));
        Assert.Contains($"HTTP {status} ", answer.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_in_another_encoding_or_nested_too_deeply_is_unreadable()
    {
        var utf16 = new TokenResponse(200, Encoding.Unicode.GetBytes("""{"access_token":"a","refresh_token":"r"}"""));
        Assert.IsType<TokenAnswer.Unreadable>(TokenAnswers.Interpret(utf16, Request, new TokenSettings()));
        Assert.IsType<TokenAnswer.Unreadable>(Of(200, new string('[', 60_000)));
    }

    [Fact]
    public void Answer_truncated_or_corrupted_anywhere_is_a_value_never_an_exception()
    {
        var whole = Bytes("""
            {"expires_in":"3600","access_token":"a\u00e9","refresh_token":"r","refresh_expires_in":1517039403,"code":16,
            "geolocation":"https://us.api.concursolutions.com"}
            """);
        var random = new Random(4711);
        for (var run = 0; run < 5_000; run++)
        {
            var corrupted = whole[..random.Next(whole.Length + 1)];
            for (var change = random.Next(4); change > 0 && corrupted.Length > 0; change--)
                corrupted[random.Next(corrupted.Length)] = (byte)random.Next(256);
            var response = new TokenResponse(random.Next(2) == 0 ? 200 : 400, corrupted);
            Assert.NotNull(TokenAnswers.Interpret(response, Request, new TokenSettings()).WhatToDo);
        }
    }

    private static TokenRequest Request => new(Us, TestClock.Now, "sent");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static TokenAnswer Of(int status, string body) =>
        TokenAnswers.Interpret(new TokenResponse(status, Bytes(body)), Request, new TokenSettings());
}
