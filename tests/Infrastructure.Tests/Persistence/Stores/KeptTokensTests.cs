using System.Text;
using GroundTransport.Application.ConcurApps;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>What Concur gave isn't lost, whatever happens next, and isn't readable where it is kept.</summary>
public sealed class KeptTokensTests : IAsyncLifetime
{
    private AppNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await AppNodes.Create();

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    [Fact]
    public async Task Rotated_token_survives_a_crash_between_answer_and_use()
    {
        // Whoever asked never hears of it: the token is in the database before it is anybody's.
        nodes.Concur.Hold();
        using var dead = new CancellationTokenSource();
        var waiting = nodes.Get(ct: dead.Token);
        await nodes.Concur.Asked;
        await dead.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        nodes.Concur.LetGo();
        var next = nodes.Node();
        Assert.Equal("access-token-1", await nodes.Token(next));

        nodes.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("access-token-2", await nodes.Token(next));
        Assert.Equal([StrictConcur.FirstRefreshToken, "refresh-token-1"], nodes.Concur.Sent);
    }

    [Fact]
    public async Task Tokens_that_the_database_refused_are_entered_before_Concur_is_asked_again()
    {
        await nodes.Sql("CREATE TRIGGER full BEFORE UPDATE ON concur_apps BEGIN SELECT RAISE(FAIL, 'the disk is full'); END");
        Assert.IsType<AccessToken.Unavailable>(await nodes.Get());
        Assert.IsType<AccessToken.Unavailable>(await nodes.Get());
        await nodes.Sql("DROP TRIGGER full");

        Assert.Equal("access-token-1", await nodes.Token());

        Assert.Single(nodes.Concur.Sent);
        Assert.Equal("refresh-token-1", (await nodes.Stored()).Tokens!.RefreshToken);
    }

    [Fact]
    public async Task Answer_about_a_token_that_was_replaced_meanwhile_changes_nothing()
    {
        nodes.Concur.Hold();
        var waiting = nodes.Get();
        await nodes.Concur.Asked;
        await nodes.Enter(nodes.App("the operator's"));
        nodes.Concur.LetGo();
        await waiting;

        Assert.Equal("the operator's", (await nodes.Stored()).Tokens!.RefreshToken);
        nodes.Concur.Good = "the operator's";
        Assert.Equal("access-token-2", await nodes.Token());
    }

    [Fact]
    public async Task Next_tokens_are_asked_for_where_the_last_answer_said()
    {
        await nodes.Token();
        nodes.Clock.Advance(TimeSpan.FromHours(1));
        await nodes.Token();

        Assert.Equal(["emea.api.concursolutions.com", "us.api.concursolutions.com"], nodes.Concur.Apps.Select(app => app.Geolocation.Host));
        Assert.Equal("emea.api.concursolutions.com", (await nodes.Stored()).Geolocation.Host);
    }

    [Fact]
    public async Task Refresh_token_ends_when_Concur_says_else_when_the_same_one_would_else_in_six_months()
    {
        var said = nodes.Clock.GetUtcNow().AddDays(170);
        nodes.Concur.RefreshExpiresAt = () => said;
        await nodes.Token();
        Assert.Equal(said, (await nodes.Stored()).Tokens!.RefreshExpiresAt);

        nodes.Concur.RefreshExpiresAt = () => null;
        nodes.Concur.Instead.Enqueue(new TokenAnswer
            .Granted("access-same", nodes.Clock.GetUtcNow().AddHours(1), "refresh-token-1", null,
            new Uri("https://us.api.concursolutions.com")));
        Assert.Equal("access-same", await nodes.Token(refused: "access-token-1"));
        Assert.Equal(said, (await nodes.Stored()).Tokens!.RefreshExpiresAt);

        Assert.Equal("access-token-2", await nodes.Token(refused: "access-same"));
        Assert.Equal(nodes.Clock.GetUtcNow().AddMonths(6), (await nodes.Stored()).Tokens!.RefreshExpiresAt);
    }

    [Fact]
    public async Task No_secret_stands_in_clear_in_the_database()
    {
        await nodes.Token();
        await nodes.Send(new ReceiveConnection("company-1", "user-1", "request-token-of-the-test"));

        string[] secrets = [StrictConcur.ClientSecret, StrictConcur.FirstRefreshToken, "refresh-token-1", "access-token-1",
            "request-token-of-the-test"];
        var files = Directory.GetFiles(Path.GetDirectoryName(nodes.DatabaseFile)!, "gateway.db*");
        Assert.Contains(files, file => Text(file).Contains("client-1", StringComparison.Ordinal));
        Assert.All(files, file => Assert.All(secrets, secret => Assert.DoesNotContain(secret, Text(file), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lost_key_ring_is_a_state_and_stops_nobody_elses_renewal()
    {
        await nodes.Token();
        await nodes.Send(new ReceiveConnection("company-1", "user-1", "request-token"));
        await nodes.Sql("DELETE FROM key_ring");
        var node = nodes.Node();
        node.GetRequiredService<IDataProtectionProvider>().CreateProtector("its next key").Protect([0]);

        // Who comes again from the App Center brings a token that can be read.
        Assert.True((await nodes.Send(new ReceiveConnection("company-1", "user-1", "request-token"), node)).Value.IsReadable);
        Assert.Equal(1, (await nodes.Rows()).Pending);
        nodes.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(0, (await nodes.Send(new RenewTokens(), node)).Value);
        var missing = Assert.IsType<AccessToken.Unavailable>(await nodes.Get(node));
        Assert.Equal((ConcurAppState.NeedsClient, true), (missing.State, missing.WhatToDo.Contains("key ring", StringComparison.Ordinal)));
        Assert.Single(nodes.Concur.Sent);
    }

    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }
}
