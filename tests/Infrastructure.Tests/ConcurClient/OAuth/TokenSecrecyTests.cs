using System.Text.Json;
using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>No secret in a URL, a log line, or anything shown to an operator.</summary>
public sealed class TokenSecrecyTests
{
    private static readonly string[] Secrets =
        [TokenClient.ClientSecret, "client%2Bsecret%2Fof+the+test", TokenClient.RefreshToken, TokenClient.RequestToken,
            TokenClient.AccessToken, "new-access", "new-refresh"];

    [Fact]
    public async Task Secret_is_in_no_URL_and_no_log_line_of_any_outcome()
    {
        await using var server = await TokenServer.Start(
            new TokenServerResponse(200, TokenServer.Tokens),
            new TokenServerResponse(200, TokenServer.Tokens),
            new TokenServerResponse(200, ""),
            Echo(400), Echo(400), Echo(500), Echo(200), Echo(403),
            new TokenServerResponse(302, "", new() { ["Location"] = "/?secret=" + TokenClient.ClientSecret }));
        await using var client = new TokenClient(server.Url);

        object[] answers =
        [
            await client.Refresh(), await client.Exchange(), await client.Revoke(),
            await client.Refresh(), await client.Exchange(), await client.Refresh(), await client.Exchange(), await client.Revoke(),
            await client.Refresh(),
        ];

        Assert.Equal(answers.Length, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.DoesNotContain("?", request.Line, StringComparison.Ordinal));
        Assert.True(client.Log.Lines.Count >= answers.Length);
        Assert.All(client.Log.Lines, AssertSafe);
        Assert.All(answers, answer => AssertSafe(answer.ToString()!));
    }

    [Fact]
    public async Task Secret_quoted_by_Concur_isnt_in_the_operators_text()
    {
        await using var server = await TokenServer.Start(Echo(400));
        await using var client = new TokenClient(server.Url);

        var refused = Assert.IsType<TokenAnswer.Refused>(await client.Refresh());

        Assert.StartsWith("Not client-id *** refresh_token ***", refused.Description, StringComparison.Ordinal);
        AssertSafe(JsonSerializer.Serialize(refused));
        AssertSafe(refused.CorrelationId);
    }

    [Fact]
    public async Task Each_call_is_logged_in_one_line_with_its_outcome()
    {
        await using var server = await TokenServer
            .Start(new TokenServerResponse(400, """{"code":108}""", new() { ["concur-correlationid"] = "theirs-1" }));
        await using var client = new TokenClient(server.Url);

        await client.Refresh();
        await client.Exchange();

        Assert.Equal(2, client.Log.Lines.Count);
        Assert.Contains("Warning: Token by refresh_token at 127.0.0.1: Refused: RefreshTokenEnded, code 108; Concur's correlation id "
            + "theirs-1", client.Log.Lines);
        Assert.Contains(client.Log.Lines, line =>
            line.StartsWith("Information: Token by password at 127.0.0.1: Granted until 2012-02-17 15:00:00Z", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Warnings_of_the_API_are_logged_in_one_line()
    {
        await using var server = await TokenServer
            .Start(new TokenServerResponse(
            200, TokenServer.Tokens, new() { ["x-api-warn"] = "v0 ends", ["sunset"] = "Sat, 31 Dec 2033 23:59:59 GMT" }));
        await using var client = new TokenClient(server.Url);

        await client.Refresh();

        Assert.Contains("Warning: Concur sent x-api-warn: v0 ends", client.Log.Lines);
        Assert.Contains("Warning: Concur sent sunset: Sat, 31 Dec 2033 23:59:59 GMT", client.Log.Lines);
    }

    /// <summary>A response that quotes everything that was sent, wherever it can contain text.</summary>
    private static TokenServerResponse Echo(int status) => new(
        status,
        $$"""{"code":4711,"error":"{{TokenServerResponse.Posted}}","error_description":"Not {{TokenServerResponse.Posted}}"}""",
        new() { ["x-api-warn"] = TokenServerResponse.Posted, ["concur-correlationid"] = TokenServerResponse.Posted });

    private static void AssertSafe(string text) =>
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
}
