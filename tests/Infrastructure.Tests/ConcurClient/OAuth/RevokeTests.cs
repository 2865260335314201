using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>Revoking a connection at Concur.</summary>
public sealed class RevokeTests : IAsyncLifetime
{
    private TokenServer server = null!;
    private TokenClient client = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TokenServer.Start();
        client = new TokenClient(server.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Revocation_is_a_DELETE_with_the_access_token()
    {
        server.Responses.Enqueue(new(200, "", new() { ["concur-correlationid"] = "theirs-1" }));

        Assert.Equal(new RevokeAnswer.Revoked { CorrelationId = "theirs-1" }, await client.Revoke());

        var request = Assert.Single(server.Requests);
        Assert.Equal(("DELETE /app-mgmt/v0/connections", ""), (request.Line, request.Body));
        Assert.Equal($"Bearer {TokenClient.AccessToken}", request.Headers["Authorization"]);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Revocation_of_an_expired_token_is_reported_as_such(int status)
    {
        server.Responses.Enqueue(new(status, ""));

        Assert.IsType<RevokeAnswer.TokenEnded>(await client.Revoke());
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Revocation_with_another_status_is_uncertain(int status)
    {
        server.Responses.Enqueue(new(status, "", new() { ["Location"] = server.Url.ToString() }));

        var failed = Assert.IsType<RevokeAnswer.Failed>(await client.Revoke());

        Assert.Equal((TimeSpan.FromMinutes(5), $"Concur answered HTTP {status} to the revocation"), (failed.RetryAfter, failed.Reason));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Revocation_with_Concur_unreachable_is_uncertain()
    {
        await server.DisposeAsync();

        Assert.IsType<RevokeAnswer.Failed>(await client.Revoke());
    }

    [Fact]
    public async Task Token_invalid_in_a_header_fails_without_being_printed()
    {
        var failed = Assert.IsType<RevokeAnswer.Failed>(await client.Revoke("secret\nsecret"));

        Assert.Equal("The gateway couldn't make the call: FormatException", failed.Reason);
        Assert.DoesNotContain(client.Log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
        Assert.Empty(server.Requests);
    }
}
