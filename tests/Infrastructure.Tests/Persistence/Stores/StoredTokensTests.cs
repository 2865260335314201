using System.Text;
using GroundTransport.Application.ConcurApps;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>Granted tokens aren't lost, whatever happens next, and are stored encrypted.</summary>
public sealed class StoredTokensTests : IAsyncLifetime
{
    private ConcurAppNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await ConcurAppNodes.Create();

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    [Fact]
    public async Task Rotated_token_survives_a_crash_between_response_and_use()
    {
        // The caller is gone: the token is stored before it is returned.
        nodes.Concur.Pause();
        using var dead = new CancellationTokenSource();
        var waiting = nodes.Get(ct: dead.Token);
        await nodes.Concur.FirstRequest;
        await dead.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        nodes.Concur.Resume();
        var next = nodes.Node();
        Assert.Equal("access-token-1", await nodes.Token(next));

        nodes.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("access-token-2", await nodes.Token(next));
        Assert.Equal([FakeTokenClient.FirstRefreshToken, "refresh-token-1"], nodes.Concur.SentTokens);
    }

    [Fact]
    public async Task Tokens_that_couldnt_be_stored_are_stored_before_the_next_request()
    {
        await nodes.Sql("CREATE TRIGGER full BEFORE UPDATE ON concur_apps BEGIN SELECT RAISE(FAIL, 'the disk is full'); END");
        Assert.IsType<AccessToken.Unavailable>(await nodes.Get());
        Assert.IsType<AccessToken.Unavailable>(await nodes.Get());
        await nodes.Sql("DROP TRIGGER full");

        Assert.Equal("access-token-1", await nodes.Token());

        Assert.Single(nodes.Concur.SentTokens);
        Assert.Equal("refresh-token-1", (await nodes.Stored()).Tokens!.RefreshToken);
    }

    [Fact]
    public async Task Response_to_a_token_replaced_meanwhile_changes_nothing()
    {
        nodes.Concur.Pause();
        var waiting = nodes.Get();
        await nodes.Concur.FirstRequest;
        await nodes.Store(nodes.App("the operator's"));
        nodes.Concur.Resume();
        await waiting;

        Assert.Equal("the operator's", (await nodes.Stored()).Tokens!.RefreshToken);
        nodes.Concur.ValidRefreshToken = "the operator's";
        Assert.Equal("access-token-2", await nodes.Token());
    }

    [Fact]
    public async Task Next_tokens_are_requested_at_the_geolocation_of_the_last_response()
    {
        await nodes.Token();
        nodes.Clock.Advance(TimeSpan.FromHours(1));
        await nodes.Token();

        Assert.Equal(["emea.api.concursolutions.com", "us.api.concursolutions.com"], nodes.Concur.Apps.Select(app => app.Geolocation.Host));
        Assert.Equal("emea.api.concursolutions.com", (await nodes.Stored()).Geolocation.Host);
    }

    [Fact]
    public async Task Refresh_tokens_expiry_is_Concurs_or_the_previous_one_or_six_months()
    {
        var said = nodes.Clock.GetUtcNow().AddDays(170);
        nodes.Concur.RefreshExpiresAt = () => said;
        await nodes.Token();
        Assert.Equal(said, (await nodes.Stored()).Tokens!.RefreshExpiresAt);

        nodes.Concur.RefreshExpiresAt = () => null;
        nodes.Concur.Responses.Enqueue(new TokenAnswer
            .Granted("access-same", nodes.Clock.GetUtcNow().AddHours(1), "refresh-token-1", null,
            new Uri("https://us.api.concursolutions.com")));
        Assert.Equal("access-same", await nodes.Token(refused: "access-token-1"));
        Assert.Equal(said, (await nodes.Stored()).Tokens!.RefreshExpiresAt);

        Assert.Equal("access-token-2", await nodes.Token(refused: "access-same"));
        Assert.Equal(nodes.Clock.GetUtcNow().AddMonths(6), (await nodes.Stored()).Tokens!.RefreshExpiresAt);
    }

    [Fact]
    public async Task No_secret_is_stored_in_plain_text()
    {
        await nodes.Token();
        await nodes.Send(new ReceiveConnection("company-1", "user-1", "request-token-of-the-test"));

        string[] secrets = [FakeTokenClient.ClientSecret, FakeTokenClient.FirstRefreshToken, "refresh-token-1", "access-token-1",
            "request-token-of-the-test"];
        var files = Directory.GetFiles(Path.GetDirectoryName(nodes.DatabaseFile)!, "gateway.db*");
        Assert.Contains(files, file => Text(file).Contains("client-1", StringComparison.Ordinal));
        Assert.All(files, file => Assert.All(secrets, secret => Assert.DoesNotContain(secret, Text(file), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lost_key_ring_sets_a_state_and_doesnt_block_other_renewals()
    {
        await nodes.Token();
        await nodes.Send(new ReceiveConnection("company-1", "user-1", "request-token"));
        await nodes.Sql("DELETE FROM key_ring");
        var node = nodes.Node();
        node.GetRequiredService<IDataProtectionProvider>().CreateProtector("its next key").Protect([0]);

        // A new request from the App Center stores a readable token.
        Assert.True((await nodes.Send(new ReceiveConnection("company-1", "user-1", "request-token"), node)).Value.IsReadable);
        Assert.Equal(1, (await nodes.Rows()).Pending);
        nodes.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(0, (await nodes.Send(new RenewTokens(), node)).Value);
        var missing = Assert.IsType<AccessToken.Unavailable>(await nodes.Get(node));
        Assert.Equal((ConcurAppState.NeedsClient, true), (missing.State, missing.WhatToDo.Contains("key ring", StringComparison.Ordinal)));
        Assert.Single(nodes.Concur.SentTokens);
    }

    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }
}
