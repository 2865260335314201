using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>Code 16, the company is in another data centre: one further call, never more.</summary>
public sealed class OtherDataCentreTests : IAsyncLifetime
{
    private TokenServer us = null!;
    private TokenServer emea = null!;
    private TokenServer third = null!;

    public async ValueTask InitializeAsync() =>
        (us, emea, third) = (await TokenServer.Start(), await TokenServer.Start(), await TokenServer.Start());

    public async ValueTask DisposeAsync()
    {
        await us.DisposeAsync();
        await emea.DisposeAsync();
        await third.DisposeAsync();
    }

    [Fact]
    public async Task Geolocation_in_the_error_is_called_and_stored()
    {
        us.Responses.Enqueue(TokenServerResponse.Elsewhere(Text(third)));

        var granted = Assert.IsType<TokenAnswer.Granted>(await Refresh());

        Assert.Equal(third.Url, granted.Geolocation);
        Assert.Equal(Assert.Single(us.Requests).Body, Assert.Single(third.Requests).Body);
        Assert.Empty(emea.Requests);
    }

    [Fact]
    public async Task Error_without_a_geolocation_calls_the_other_data_centre_in_both_directions()
    {
        us.Responses.Enqueue(TokenServerResponse.Elsewhere());
        Assert.Equal(emea.Url, Assert.IsType<TokenAnswer.Granted>(await Refresh()).Geolocation);

        emea.Responses.Enqueue(TokenServerResponse.Elsewhere());
        Assert.Equal(us.Url, Assert.IsType<TokenAnswer.Granted>(await Exchange(emea)).Geolocation);

        Assert.Empty(third.Requests);
    }

    [Fact]
    public async Task Geolocation_that_names_itself_is_no_other()
    {
        us.Responses.Enqueue(TokenServerResponse.Elsewhere(Text(us)));

        Assert.Equal(emea.Url, Assert.IsType<TokenAnswer.Granted>(await Refresh()).Geolocation);
        Assert.Single(us.Requests);
    }

    [Fact]
    public async Task Second_redirection_is_the_outcome_without_a_third_call()
    {
        us.Responses.Enqueue(TokenServerResponse.Elsewhere(Text(emea)));
        emea.Responses.Enqueue(TokenServerResponse.Elsewhere(Text(third)));

        var answer = await Refresh();

        Assert.Equal(third.Url, Assert.IsType<TokenAnswer.OtherDataCentre>(answer).Geolocation);
        Assert.Contains(Text(third), answer.WhatToDo, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (us.Requests.Count, emea.Requests.Count, third.Requests.Count));
    }

    [Fact]
    public async Task Geolocation_not_allowed_receives_no_secret_and_no_other_is_called()
    {
        us.Responses.Enqueue(TokenServerResponse.Elsewhere(Text(third)));

        Assert.Equal(Text(third), Assert.IsType<TokenAnswer.GeolocationNotAllowed>(await Refresh(Settings(us, emea))).Geolocation);
        Assert.Empty(third.Requests);
        Assert.Empty(emea.Requests);
    }

    [Fact]
    public async Task Other_data_centre_not_allowed_isnt_called()
    {
        us.Responses.Enqueue(TokenServerResponse.Elsewhere());

        Assert.Null(Assert.IsType<TokenAnswer.OtherDataCentre>(await Refresh(Settings(us))).Geolocation);
        Assert.Empty(emea.Requests);
    }

    [Fact]
    public async Task Geolocation_without_a_counterpart_calls_no_other()
    {
        third.Responses.Enqueue(TokenServerResponse.Elsewhere());

        Assert.Null(Assert.IsType<TokenAnswer.OtherDataCentre>(await Exchange(third)).Geolocation);
        Assert.Equal((0, 0, 1), (us.Requests.Count, emea.Requests.Count, third.Requests.Count));
    }

    [Fact]
    public async Task Response_of_the_second_geolocation_is_the_outcome()
    {
        us.Responses.Enqueue(TokenServerResponse.Elsewhere());
        emea.Responses.Enqueue(new(503, ""));
        Assert.IsType<TokenAnswer.Unreachable>(await Refresh());

        us.Responses.Enqueue(TokenServerResponse.Elsewhere());
        emea.Responses.Enqueue(new(400, """{"code":108,"error":"invalid_grant"}"""));
        Assert.Equal(TokenRefusal.RefreshTokenEnded, Assert.IsType<TokenAnswer.Refused>(await Refresh()).Refusal);
    }

    private static string Text(TokenServer server) => server.Geolocation;

    private TokenSettings Settings(params TokenServer[] listed) =>
        TokenClient.Listing([.. listed.Select(server => server.Url)]) with { DataCentres = new DataCentres((us.Url, emea.Url)) };

    private async Task<TokenAnswer> Refresh(TokenSettings? settings = null)
    {
        await using var client = new TokenClient(us.Url, settings ?? Settings(us, emea, third));
        return await client.Refresh();
    }

    private async Task<TokenAnswer> Exchange(TokenServer home)
    {
        await using var client = new TokenClient(home.Url, Settings(us, emea, third));
        return await client.Exchange();
    }
}
