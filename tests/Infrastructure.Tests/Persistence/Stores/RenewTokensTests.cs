using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>Refresh tokens are renewed long before they expire, by one node.</summary>
public sealed class RenewTokensTests : IAsyncLifetime
{
    private ConcurAppNodes nodes = null!;

    public async ValueTask InitializeAsync()
    {
        nodes = await ConcurAppNodes.Create();
        nodes.Concur.RefreshExpiresAt = () => nodes.Clock.GetUtcNow().AddDays(180);
        await nodes.Token();
    }

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    [Theory]
    [InlineData(29, 1)]
    [InlineData(30, 2)]
    public async Task Token_is_renewed_after_thirty_days(int days, int calls)
    {
        nodes.Clock.Advance(TimeSpan.FromDays(days));

        await nodes.Send(new RenewTokens());

        Assert.Equal(calls, nodes.Concur.SentTokens.Count);
        Assert.Equal(0, (await nodes.Send(new RenewTokens())).Value);
    }

    [Theory]
    [InlineData(61, 0)]
    [InlineData(60, 1)]
    public async Task Token_near_its_expiry_is_renewed_though_it_is_new(int daysLeft, int due)
    {
        nodes.Concur.RefreshExpiresAt = () => nodes.Clock.GetUtcNow().AddDays(daysLeft + 1);
        await nodes.Token(refused: "access-token-1");
        nodes.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(due, (await nodes.Send(new RenewTokens())).Value);

        // At most once a day, however soon its successor expires.
        nodes.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, (await nodes.Send(new RenewTokens())).Value);
    }

    [Fact]
    public async Task App_that_isnt_connected_recovers_without_a_message()
    {
        nodes.Concur.Responses.Enqueue(new TokenAnswer.Unreachable(TimeSpan.FromMinutes(5), "Concur answers HTTP 503"));
        await nodes.Get(refused: "access-token-1");
        Assert.Equal(0, (await nodes.Send(new RenewTokens())).Value);
        nodes.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, (await nodes.Send(new RenewTokens())).Value);

        Assert.Equal(ConcurAppState.Connected, (await nodes.Stored()).State);
        nodes.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, (await nodes.Send(new RenewTokens())).Value);
    }

    [Fact]
    public async Task Failure_sets_a_state_and_waits_for_the_retry_time()
    {
        nodes.Clock.Advance(TimeSpan.FromDays(31));
        nodes.Concur.Responses.Enqueue(new TokenAnswer.Refused(TokenRefusal.ClientDisabled, 59, "") { CorrelationId = "theirs-59" });

        Assert.Equal(1, (await nodes.Send(new RenewTokens())).Value);
        Assert.Equal(0, (await nodes.Send(new RenewTokens())).Value);

        var app = await nodes.Stored();
        Assert.Equal((ConcurAppState.NeedsConcur, "theirs-59", TokenRefusals.WhatToDo(TokenRefusal.ClientDisabled)),
            (app.State, app.CorrelationId, app.WhatToDo));
        nodes.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await nodes.Send(new RenewTokens())).Value);
        Assert.Equal(ConcurAppState.Connected, (await nodes.Stored()).State);
    }

    [Fact]
    public async Task Second_node_leaves_the_renewal_to_the_first()
    {
        nodes.Clock.Advance(TimeSpan.FromDays(31));
        nodes.Concur.Pause();
        var first = nodes.Send(new RenewTokens());
        await Poll.Until(() => nodes.Concur.SentTokens.Count >= 2);

        Assert.Equal(0, (await nodes.Send(new RenewTokens(), nodes.Node())).Value);

        nodes.Concur.Resume();
        Assert.Equal(1, (await first).Value);
        Assert.Equal(2, nodes.Concur.SentTokens.Count);
    }

    [Fact]
    public async Task Pending_connection_is_deleted_with_its_token()
    {
        await nodes.Send(new ReceiveConnection("company-1", "user-1", "request-token"));
        nodes.Clock.Advance(ReceiveConnectionHandler.Lifetime);

        await nodes.Send(new RenewTokens());

        Assert.Equal((0, 0), await nodes.Rows());
    }
}
