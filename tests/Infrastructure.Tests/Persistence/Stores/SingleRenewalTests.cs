using GroundTransport.Application.ConcurApps;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>One renewal at a time, however many callers wait on whichever node.</summary>
public sealed class SingleRenewalTests : IAsyncLifetime
{
    private ConcurAppNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await ConcurAppNodes.Create();

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    [Fact]
    public async Task Fifty_concurrent_requests_share_one_call()
    {
        nodes.Concur.Pause();
        var waiting = Enumerable.Range(0, 50).Select(_ => Task.Run(() => nodes.Token())).ToList();
        await nodes.Concur.FirstRequest;
        nodes.Concur.Resume();

        Assert.All(await Task.WhenAll(waiting), token => Assert.Equal("access-token-1", token));
        Assert.Single(nodes.Concur.SentTokens);
        // A caller that looked before the token was stored and joined after claims once more and calls nobody.
        Assert.True(nodes.ClaimedLeases.Count < waiting.Count / 2);
    }

    [Fact]
    public async Task Two_nodes_share_one_call()
    {
        var watched = new WatchedClock(nodes.Clock);
        var other = nodes.Node(watched);
        nodes.Concur.Pause();
        var first = nodes.Token();
        await nodes.Concur.FirstRequest;
        var second = nodes.Token(other);
        await Task.WhenAny(watched.TimerCreated, nodes.Concur.SecondRequest);
        nodes.Concur.Resume();

        Assert.Equal(("access-token-1", "access-token-1"), (await first, await second));
        Assert.Single(nodes.Concur.SentTokens);
    }

    [Fact]
    public async Task Dead_node_blocks_the_others_no_longer_than_its_lease()
    {
        await nodes.Sql($"INSERT INTO job_leases (name, owner, until) VALUES ('concur-app {ConcurAppNodes.Connect}', 'a dead node', "
            + $"{nodes.Clock.GetUtcNow().AddSeconds(150).ToUnixTimeMilliseconds()})");

        var waiting = nodes.Token();
        Assert.Empty(nodes.Concur.SentTokens);
        nodes.Clock.Advance(TimeSpan.FromSeconds(151));

        Assert.Equal("access-token-1", await waiting);
    }

    [Fact]
    public async Task Rejected_token_is_renewed_once_for_all_callers()
    {
        var first = await nodes.Token();

        var renewed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => nodes.Token(refused: first))));

        Assert.All(renewed, token => Assert.Equal("access-token-2", token));
        Assert.Equal(2, nodes.Concur.SentTokens.Count);
        Assert.Equal("access-token-2", await nodes.Token(nodes.Node(), refused: first));
        Assert.Equal(2, nodes.Concur.SentTokens.Count);
    }

    [Fact]
    public async Task Renewal_continues_after_its_caller_was_cancelled()
    {
        nodes.Concur.Pause();
        using var caller = new CancellationTokenSource();
        var waiting = nodes.Get(ct: caller.Token);
        await nodes.Concur.FirstRequest;
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var another = nodes.Token();
        nodes.Concur.Resume();

        Assert.Equal("access-token-1", await another);
        Assert.Equal("refresh-token-1", (await nodes.Stored()).Tokens!.RefreshToken);
        Assert.Single(nodes.Concur.SentTokens);
    }

    [Fact]
    public async Task Access_token_is_used_for_its_lifetime_less_a_margin()
    {
        await nodes.Token();
        nodes.Clock.Advance(TimeSpan.FromMinutes(53));
        Assert.Equal("access-token-1", await nodes.Token());

        nodes.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("access-token-2", await nodes.Token());
        Assert.Equal([FakeTokenClient.FirstRefreshToken, "refresh-token-1"], nodes.Concur.SentTokens);
    }

    [Fact]
    public async Task Unreachable_Concur_isnt_called_again_before_the_retry_time()
    {
        nodes.Concur.Responses.Enqueue(new TokenAnswer.Unreachable(TimeSpan.FromMinutes(5), "Concur answers HTTP 503"));

        var missing = Assert.IsType<AccessToken.Unavailable>(await nodes.Get());
        nodes.Clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.IsType<AccessToken.Unavailable>(await nodes.Get(nodes.Node()));

        Assert.Equal(ConcurAppState.Waiting, missing.State);
        Assert.Contains("HTTP 503", missing.WhatToDo, StringComparison.Ordinal);
        Assert.Single(nodes.Concur.SentTokens);
        nodes.Clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal("access-token-1", await nodes.Token());
        Assert.Equal((ConcurAppState.Connected, "", null),
            (await nodes.Stored()) is var app ? (app.State, app.WhatToDo, app.AskAgainAt) : default);
    }

    [Fact]
    public async Task Valid_token_is_used_while_its_renewal_fails()
    {
        var good = await nodes.Token();
        nodes.Concur.Responses.Enqueue(new TokenAnswer.Refused(TokenRefusal.WrongClientSecret, 64, ""));

        Assert.IsType<AccessToken.Unavailable>(await nodes.Get(refused: good));

        Assert.Equal(good, await nodes.Token());
        Assert.Equal(ConcurAppState.NeedsClient, (await nodes.Stored()).State);
    }

    [Fact]
    public async Task Direct_connect_without_an_app_has_no_token() =>
        Assert.IsType<AccessToken.NoApp>(await nodes.AccessTokens.Get("nobody", "", TestContext.Current.CancellationToken));
}
