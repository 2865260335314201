using GroundTransport.Application.ConcurApps;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>One renewal at a time, however many wait, on whichever node.</summary>
public sealed class OneRenewalTests : IAsyncLifetime
{
    private AppNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await AppNodes.Create();

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    [Fact]
    public async Task Fifty_who_wait_share_one_call()
    {
        nodes.Concur.Hold();
        var waiting = Enumerable.Range(0, 50).Select(_ => Task.Run(() => nodes.Token())).ToList();
        await nodes.Concur.Asked;
        nodes.Concur.LetGo();

        Assert.All(await Task.WhenAll(waiting), token => Assert.Equal("access-token-1", token));
        Assert.Single(nodes.Concur.Sent);
        // Who had looked before the token was there, and joined after, claims once more and asks nobody.
        Assert.True(nodes.Claimed.Count < waiting.Count / 2);
    }

    [Fact]
    public async Task Two_nodes_share_one_call()
    {
        var watched = new WatchedClock(nodes.Clock);
        var other = nodes.Node(watched);
        nodes.Concur.Hold();
        var first = nodes.Token();
        await nodes.Concur.Asked;
        var second = nodes.Token(other);
        await Task.WhenAny(watched.Waits, nodes.Concur.AskedAgain);
        nodes.Concur.LetGo();

        Assert.Equal(("access-token-1", "access-token-1"), (await first, await second));
        Assert.Single(nodes.Concur.Sent);
    }

    [Fact]
    public async Task Node_that_died_in_the_middle_holds_the_others_up_no_longer_than_its_lease()
    {
        await nodes.Sql($"INSERT INTO job_leases (name, owner, until) VALUES ('concur-app {AppNodes.Connect}', 'a dead node', "
            + $"{nodes.Clock.GetUtcNow().AddSeconds(150).ToUnixTimeMilliseconds()})");

        var waiting = nodes.Token();
        Assert.Empty(nodes.Concur.Sent);
        nodes.Clock.Advance(TimeSpan.FromSeconds(151));

        Assert.Equal("access-token-1", await waiting);
    }

    [Fact]
    public async Task Refused_token_is_renewed_once_for_all_who_had_it()
    {
        var first = await nodes.Token();

        var renewed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => nodes.Token(refused: first))));

        Assert.All(renewed, token => Assert.Equal("access-token-2", token));
        Assert.Equal(2, nodes.Concur.Sent.Count);
        Assert.Equal("access-token-2", await nodes.Token(nodes.Node(), refused: first));
        Assert.Equal(2, nodes.Concur.Sent.Count);
    }

    [Fact]
    public async Task Renewal_under_way_outlives_the_one_who_asked()
    {
        nodes.Concur.Hold();
        using var patience = new CancellationTokenSource();
        var waiting = nodes.Get(ct: patience.Token);
        await nodes.Concur.Asked;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var another = nodes.Token();
        nodes.Concur.LetGo();

        Assert.Equal("access-token-1", await another);
        Assert.Equal("refresh-token-1", (await nodes.Stored()).Tokens!.RefreshToken);
        Assert.Single(nodes.Concur.Sent);
    }

    [Fact]
    public async Task Access_token_is_used_for_its_hour_less_a_margin()
    {
        await nodes.Token();
        nodes.Clock.Advance(TimeSpan.FromMinutes(53));
        Assert.Equal("access-token-1", await nodes.Token());

        nodes.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("access-token-2", await nodes.Token());
        Assert.Equal([StrictConcur.FirstRefreshToken, "refresh-token-1"], nodes.Concur.Sent);
    }

    [Fact]
    public async Task Concur_that_cant_be_reached_isnt_asked_again_before_its_time()
    {
        nodes.Concur.Instead.Enqueue(new TokenAnswer.Unreachable(TimeSpan.FromMinutes(5), "Concur answers HTTP 503"));

        var missing = Assert.IsType<AccessToken.Unavailable>(await nodes.Get());
        nodes.Clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.IsType<AccessToken.Unavailable>(await nodes.Get(nodes.Node()));

        Assert.Equal(ConcurAppState.Waiting, missing.State);
        Assert.Contains("HTTP 503", missing.WhatToDo, StringComparison.Ordinal);
        Assert.Single(nodes.Concur.Sent);
        nodes.Clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal("access-token-1", await nodes.Token());
        Assert.Equal((ConcurAppState.Connected, "", null),
            (await nodes.Stored()) is var app ? (app.State, app.WhatToDo, app.AskAgainAt) : default);
    }

    [Fact]
    public async Task Good_token_is_used_while_its_renewal_fails()
    {
        var good = await nodes.Token();
        nodes.Concur.Instead.Enqueue(new TokenAnswer.Refused(TokenRefusal.WrongClientSecret, 64, ""));

        Assert.IsType<AccessToken.Unavailable>(await nodes.Get(refused: good));

        Assert.Equal(good, await nodes.Token());
        Assert.Equal(ConcurAppState.NeedsClient, (await nodes.Stored()).State);
    }

    [Fact]
    public async Task Direct_connect_without_an_app_has_no_token() =>
        Assert.IsType<AccessToken.NoApp>(await nodes.Desk.Get("nobody", "", TestContext.Current.CancellationToken));
}
