using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>Ending a connection at Concur.</summary>
public sealed class RevokeTests : IAsyncLifetime
{
    private TokenServer peer = null!;
    private TokenClient client = null!;

    public async ValueTask InitializeAsync()
    {
        peer = await TokenServer.Start();
        client = new TokenClient(peer.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Revocation_is_a_DELETE_with_the_access_token()
    {
        peer.Responses.Enqueue(new(200, "", new() { ["concur-correlationid"] = "theirs-1" }));

        Assert.Equal(new RevokeAnswer.Revoked { CorrelationId = "theirs-1" }, await client.Revoke());

        var heard = Assert.Single(peer.Requests);
        Assert.Equal(("DELETE /app-mgmt/v0/connections", ""), (heard.Line, heard.Body));
        Assert.Equal($"Bearer {TokenClient.AccessToken}", heard.Headers["Authorization"]);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Token_that_Concur_no_longer_takes_is_told_apart(int status)
    {
        peer.Responses.Enqueue(new(status, ""));

        Assert.IsType<RevokeAnswer.TokenEnded>(await client.Revoke());
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Any_other_status_leaves_it_open_whether_it_was_revoked(int status)
    {
        peer.Responses.Enqueue(new(status, "", new() { ["Location"] = peer.Url.ToString() }));

        var failed = Assert.IsType<RevokeAnswer.Failed>(await client.Revoke());

        Assert.Equal((TimeSpan.FromMinutes(5), $"Concur answered HTTP {status} to the revocation"), (failed.RetryAfter, failed.Reason));
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task Concur_that_is_away_leaves_it_open_too()
    {
        await peer.DisposeAsync();

        Assert.IsType<RevokeAnswer.Failed>(await client.Revoke());
    }

    [Fact]
    public async Task Token_that_no_header_can_carry_fails_without_being_told()
    {
        var failed = Assert.IsType<RevokeAnswer.Failed>(await client.Revoke("secret\nsecret"));

        Assert.Equal("The gateway couldn't make the call: FormatException", failed.Reason);
        Assert.DoesNotContain(client.Log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
        Assert.Empty(peer.Requests);
    }
}
