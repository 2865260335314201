using System.Globalization;
using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.ConcurApps;

/// <summary>What is read from an answer that contains tokens.</summary>
public sealed class TokenGrantedTests
{
    private static readonly Uri Us = new("https://us.api.concursolutions.com");

    [Theory]
    [InlineData("\"3600\"", 3600)]
    [InlineData("3600", 3600)]
    [InlineData("3600.0", 3600)]
    [InlineData("3.6e3", 3600)]
    [InlineData("\" 3600 \"", 3600)]
    [InlineData("0", 0)]
    [InlineData("-5", 0)]
    [InlineData("99999999999999999999", 86400)]
    public void ExpiresIn_is_a_string_or_a_number_and_bounded(string expiresIn, int seconds) =>
        Assert.Equal(
            TestClock.Now.AddSeconds(seconds),
            Granted($$"""{"access_token":"a","refresh_token":"r","expires_in":{{expiresIn}}}""").ExpiresAt);

    [Theory]
    [InlineData("")]
    [InlineData(",\"expires_in\":\"soon\"")]
    [InlineData(",\"expires_in\":null")]
    [InlineData(",\"expires_in\":{}")]
    [InlineData(",\"expires_in\":1e400")]
    [InlineData(",\"expires_in\":\"\\ud800\"")]
    public void ExpiresIn_that_cant_be_read_is_the_documented_hour_and_costs_no_token(string rest)
    {
        var granted = Granted($$"""{"access_token":"a","refresh_token":"r"{{rest}}}""");

        Assert.Equal((TestClock.Now.AddHours(1), "r"), (granted.ExpiresAt, granted.RefreshToken));
    }

    [Theory]
    [InlineData("1345216200")]
    [InlineData("\"1345216200\"")]
    public void RefreshExpiresIn_is_an_epoch(string epoch) =>
        Assert.Equal(
            new DateTimeOffset(2012, 8, 17, 15, 10, 0, TimeSpan.Zero),
            Granted($$"""{"access_token":"a","refresh_token":"r","refresh_expires_in":{{epoch}}}""").RefreshExpiresAt);

    [Theory]
    [InlineData("null")]
    [InlineData("\"in six months\"")]
    [InlineData("15552000")]
    [InlineData("1345216200000")]
    public void RefreshExpiresIn_that_isnt_a_future_epoch_is_ignored(string epoch) =>
        Assert.Null(Granted($$"""{"access_token":"a","refresh_token":"r","refresh_expires_in":{{epoch}}}""").RefreshExpiresAt);

    [Fact]
    public void Tokens_are_kept_complete_whatever_their_length()
    {
        var (access, refresh) = (new string('a', 20_000), "e013335d-b4ce-4c43-a7e4-b67abc1adcb0." + new string('r', 30_000));

        var granted = Granted($$"""{"access_token":"{{access}}","refresh_token":"{{refresh}}"}""");

        Assert.Equal((access, refresh), (granted.AccessToken, granted.RefreshToken));
    }

    [Fact]
    public void RefreshToken_of_the_answer_replaces_the_one_that_was_sent() =>
        Assert.Equal("new", Granted("""{"access_token":"a","refresh_token":"new"}""").RefreshToken);

    [Theory]
    [InlineData("""{"access_token":"a"}""")]
    [InlineData("""{"access_token":"a","refresh_token":""}""")]
    [InlineData("""{"access_token":"a","refresh_token":null}""")]
    public void RefreshToken_that_the_answer_lacks_stays_the_one_that_was_sent(string body) =>
        Assert.Equal("sent", Granted(body).RefreshToken);

    [Fact]
    public void Exchange_without_a_refresh_token_is_unreadable() =>
        Assert.IsType<TokenAnswer.Unreadable>(Of("""{"access_token":"a"}""", refreshToken: null));

    [Theory]
    [InlineData("a b")]
    [InlineData("a\\r\\nX-Other: 1")]
    [InlineData("ä")]
    public void AccessToken_that_isnt_allowed_in_a_header_is_unreadable(string token) =>
        Assert.IsType<TokenAnswer.Unreadable>(Of($$"""{"access_token":"{{token}}","refresh_token":"r"}"""));

    [Theory]
    [InlineData("https://us.api.Concursolutions.com")]
    [InlineData("https://us.api.concursolutions.com/")]
    public void Geolocation_of_the_answer_is_the_next_base(string geolocation)
    {
        var emea = new Uri("https://emea.api.concursolutions.com");

        var granted = Granted($$"""{"access_token":"a","refresh_token":"r","geolocation":"{{geolocation}}"}""", emea);

        Assert.Equal((Us, ConcurAppState.Connected, ""), (granted.Geolocation, granted.State, granted.WhatToDo));
    }

    [Fact]
    public void Geolocation_that_the_answer_lacks_stays_the_one_that_answered() =>
        Assert.Equal(Us, Granted("""{"access_token":"a","refresh_token":"r"}""").Geolocation);

    [Fact]
    public void Geolocation_that_isnt_allowed_costs_no_token_and_is_never_the_next_base()
    {
        var granted = Granted("""{"access_token":"a","refresh_token":"r","geolocation":"https://cn.api.concurcdc.cn"}""");

        Assert.Equal(
            (Us, "https://cn.api.concurcdc.cn", ConcurAppState.NeedsGeolocation),
            (granted.Geolocation, granted.UnlistedGeolocation, granted.State));
        Assert.Contains(GeolocationRule.Setting, granted.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_with_a_byte_order_mark_and_fields_of_its_own_is_read() =>
        Assert.Equal("a", Granted("\uFEFF" + """
            {"scope":"LIMO","token_type":"Bearer","id_token":"\ud800","extra":[{}],"access_token":"a","refresh_token":"r"}
            """).AccessToken);

    [Fact]
    public void Values_in_a_log_line_contain_no_secret()
    {
        object[] values =
        [
            Granted("""{"access_token":"secret","refresh_token":"secret"}"""),
            new ConcurApp("secret", "secret", Us),
            new TokenRequest(Us, TestClock.Now, "secret"),
            new TokenResponse(200, Encoding.UTF8.GetBytes("secret")),
        ];

        Assert.All(values, value => Assert.DoesNotContain(
            "secret", string.Create(CultureInfo.InvariantCulture, $"{value}"), StringComparison.Ordinal));
    }

    private static TokenAnswer.Granted Granted(string body, Uri? at = null) => Assert.IsType<TokenAnswer.Granted>(Of(body, at));

    private static TokenAnswer Of(string body, Uri? at = null, string? refreshToken = "sent") => TokenAnswers.Interpret(
        new TokenResponse(200, Encoding.UTF8.GetBytes(body)), new TokenRequest(at ?? Us, TestClock.Now, refreshToken), new TokenSettings());
}
