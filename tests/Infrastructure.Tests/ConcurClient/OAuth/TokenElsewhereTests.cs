using GroundTransport.Application.ConcurApps;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>Code 16, the company lives in another data centre: one further call, and never more.</summary>
public sealed class TokenElsewhereTests : IAsyncLifetime
{
    private TokenPeer us = null!;
    private TokenPeer emea = null!;
    private TokenPeer third = null!;

    public async ValueTask InitializeAsync() => (us, emea, third) = (await TokenPeer.Up(), await TokenPeer.Up(), await TokenPeer.Up());

    public async ValueTask DisposeAsync()
    {
        await us.DisposeAsync();
        await emea.DisposeAsync();
        await third.DisposeAsync();
    }

    [Fact]
    public async Task Place_that_the_error_names_is_asked_and_kept()
    {
        us.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere(Text(third)));

        var granted = Assert.IsType<TokenAnswer.Granted>(await Refresh());

        Assert.Equal(third.Url, granted.Geolocation);
        Assert.Equal(Assert.Single(us.Heard).Body, Assert.Single(third.Heard).Body);
        Assert.Empty(emea.Heard);
    }

    [Fact]
    public async Task Without_a_place_the_other_data_centre_is_asked_both_ways()
    {
        us.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere());
        Assert.Equal(emea.Url, Assert.IsType<TokenAnswer.Granted>(await Refresh()).Geolocation);

        emea.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere());
        Assert.Equal(us.Url, Assert.IsType<TokenAnswer.Granted>(await Exchange(emea)).Geolocation);

        Assert.Empty(third.Heard);
    }

    [Fact]
    public async Task Place_that_names_itself_names_no_other()
    {
        us.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere(Text(us)));

        Assert.Equal(emea.Url, Assert.IsType<TokenAnswer.Granted>(await Refresh()).Geolocation);
        Assert.Single(us.Heard);
    }

    [Fact]
    public async Task Second_elsewhere_is_the_outcome_and_no_third_call()
    {
        us.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere(Text(emea)));
        emea.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere(Text(third)));

        var answer = await Refresh();

        Assert.Equal(third.Url, Assert.IsType<TokenAnswer.Elsewhere>(answer).Geolocation);
        Assert.Contains(Text(third), answer.WhatToDo, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (us.Heard.Count, emea.Heard.Count, third.Heard.Count));
    }

    [Fact]
    public async Task Place_that_isnt_allowed_gets_no_secret_and_no_other_is_tried()
    {
        us.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere(Text(third)));

        Assert.Equal(Text(third), Assert.IsType<TokenAnswer.NotListed>(await Refresh(Settings(us, emea))).Geolocation);
        Assert.Empty(third.Heard);
        Assert.Empty(emea.Heard);
    }

    [Fact]
    public async Task Other_data_centre_that_isnt_allowed_isnt_asked()
    {
        us.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere());

        Assert.Null(Assert.IsType<TokenAnswer.Elsewhere>(await Refresh(Settings(us))).Geolocation);
        Assert.Empty(emea.Heard);
    }

    [Fact]
    public async Task Place_with_no_other_asks_nobody()
    {
        third.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere());

        Assert.Null(Assert.IsType<TokenAnswer.Elsewhere>(await Exchange(third)).Geolocation);
        Assert.Equal((0, 0, 1), (us.Heard.Count, emea.Heard.Count, third.Heard.Count));
    }

    [Fact]
    public async Task What_the_second_place_says_is_the_outcome()
    {
        us.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere());
        emea.Answers.Enqueue(new(503, ""));
        Assert.IsType<TokenAnswer.Unreachable>(await Refresh());

        us.Answers.Enqueue(TokenPeerAnswer.LivesElsewhere());
        emea.Answers.Enqueue(new(400, """{"code":108,"error":"invalid_grant"}"""));
        Assert.Equal(TokenRefusal.RefreshTokenEnded, Assert.IsType<TokenAnswer.Refused>(await Refresh()).Refusal);
    }

    private static string Text(TokenPeer peer) => peer.Url.GetLeftPart(UriPartial.Authority);

    private TokenSettings Settings(params TokenPeer[] listed) =>
        TokenClient.Listing([.. listed.Select(peer => peer.Url)]) with { DataCentres = new DataCentres((us.Url, emea.Url)) };

    private async Task<TokenAnswer> Refresh(TokenSettings? settings = null)
    {
        await using var client = new TokenClient(us.Url, settings ?? Settings(us, emea, third));
        return await client.Refresh();
    }

    private async Task<TokenAnswer> Exchange(TokenPeer home)
    {
        await using var client = new TokenClient(home.Url, Settings(us, emea, third));
        return await client.Exchange();
    }
}
