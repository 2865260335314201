using System.Net;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.ConcurApps;

/// <summary>A supplier connects its app to Concur, and PostBacks use the tokens of that app.</summary>
public sealed class ConcurAppTests
{
    [Fact]
    public async Task App_authorized_by_a_request_token_sends_PostBacks_until_it_is_deleted()
    {
        await using var gateway = await ConnectedGateway.Start();
        Assert.Equal("needsAuthorization", (string?)(await gateway.StoreApp())!["state"]);
        var app = await gateway.Call(
            HttpMethod.Post, ConnectedGateway.App + "/authorize",
            new { principal = SimulatedConcur.DefaultTokens.Company, requestToken = SimulatedConcur.DefaultTokens.RequestToken });
        Assert.Equal(("connected", gateway.Geolocation), ((string?)app!["state"], (string?)app["tokenGeolocation"]));

        Assert.Equal("RA", (await gateway.BookAndAccept()).Status);
        Assert.Equal((1, 0), (gateway.Concur.Server.Tokens.Issued, gateway.Concur.Received().RejectedCredentials));

        await gateway.Call(HttpMethod.Delete, ConnectedGateway.App);
        Assert.Equal(108, (int)(await gateway.Concur.Refresh(SimulatedConcur.DefaultTokens.RefreshToken)).Body["code"]!);
    }

    [Fact]
    public async Task Expired_access_token_is_renewed_once_and_the_message_is_sent_again()
    {
        await using var gateway = await ConnectedGateway.Start();
        await gateway.StoreApp(SimulatedConcur.DefaultTokens.RefreshToken);
        await gateway.BookAndAccept();
        gateway.Concur.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("RA", (await gateway.BookAndAccept()).Status);

        var tokens = gateway.Concur.Server.Tokens;
        Assert.Equal((2, 0, 1), (tokens.Issued, tokens.Refused, gateway.Concur.Received().RejectedCredentials));
    }

    [Fact]
    public async Task Company_in_another_data_centre_is_called_there_after_the_first_refusal()
    {
        await using var gateway = await ConnectedGateway.Start(settings => settings with { GeolocationMoved = true });

        var app = await gateway.StoreApp(SimulatedConcur.DefaultTokens.RefreshToken);

        var tokens = gateway.Concur.Server.Tokens;
        Assert.Equal(
            ("connected", gateway.Geolocation, gateway.Geolocation.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)),
            ((string?)app!["state"], (string?)app["geolocation"], (string?)app["tokenGeolocation"]));
        Assert.Equal((1, 1), (tokens.Issued, tokens.Refused));
        gateway.Concur.Clock.Advance(TimeSpan.FromHours(1));
        await gateway.BookAndAccept();
        Assert.Equal((2, 1), (tokens.Issued, tokens.Refused));
    }

    [Fact]
    public async Task Customer_from_the_App_Center_is_assigned_and_no_secret_is_logged()
    {
        var tokens = SimulatedConcur.DefaultTokens;
        await using var gateway = await ConnectedGateway.Start();
        await gateway.StoreApp();
        Assert.Equal(
            HttpStatusCode.OK,
            await gateway.OpenConnectPage($"id={tokens.Company}&requestToken={tokens.RequestToken}&userId=user-1"));
        var pending = (await gateway.Call(HttpMethod.Get, "/api/v1/concur-connections"))!["items"]![0]!;

        var app = await gateway.Call(
            HttpMethod.Post, ConnectedGateway.App + "/authorize", new { pendingConnection = (string)pending["id"]! });
        Assert.Equal("connected", (string?)app!["state"]);
        Assert.Equal("RA", (await gateway.BookAndAccept()).Status);

        Assert.Contains((string)pending["id"]!, gateway.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(tokens.RequestToken, gateway.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(tokens.ClientSecret, gateway.Log, StringComparison.Ordinal);
    }
}
