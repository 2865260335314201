using System.Net;
using GroundTransport.Simulator.Tests.Serving;

namespace GroundTransport.Simulator.Tests.ConcurApps;

/// <summary>A supplier connects its app to Concur, and its PostBacks go by that app's tokens.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task App_that_was_authorized_by_a_request_token_tells_Concur_until_it_is_deleted()
    {
        await using var at = await ConnectedGateway.Start();
        Assert.Equal("needsAuthorization", (string?)(await at.Enter())!["state"]);
        var app = await at.Ask(HttpMethod.Post, ConnectedGateway.App + "/authorize", new { principal = RunningConcur.Known.Company, requestToken = RunningConcur.Known.RequestToken });
        Assert.Equal(("connected", at.Geolocation), ((string?)app!["state"], (string?)app["tokenGeolocation"]));

        Assert.Equal("RA", (await at.Accepted()).Status);
        Assert.Equal((1, 0), (at.Concur.Server.Tokens.Issued, at.Concur.Server.Ledger.Read().RefusedCredentials));

        await at.Ask(HttpMethod.Delete, ConnectedGateway.App);
        Assert.Equal(108, (int)(await at.Concur.Refresh(RunningConcur.Known.RefreshToken)).Body["code"]!);
    }

    [Fact]
    public async Task Token_that_Concur_ended_early_is_renewed_once_and_the_message_sent_again()
    {
        await using var at = await ConnectedGateway.Start();
        await at.Enter(RunningConcur.Known.RefreshToken);
        await at.Accepted();
        at.Concur.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("RA", (await at.Accepted()).Status);

        Assert.Equal((2, 0, 1), (at.Concur.Server.Tokens.Issued, at.Concur.Server.Tokens.Refused, at.Concur.Server.Ledger.Read().RefusedCredentials));
    }

    [Fact]
    public async Task Company_of_another_data_centre_is_found_there_and_asked_there_from_then_on()
    {
        await using var at = await ConnectedGateway.Start(settings => settings with { GeolocationMoved = true });

        var app = await at.Enter(RunningConcur.Known.RefreshToken);

        Assert.Equal(("connected", at.Geolocation, at.Geolocation.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)),
            ((string?)app!["state"], (string?)app["geolocation"], (string?)app["tokenGeolocation"]));
        Assert.Equal((1, 1), (at.Concur.Server.Tokens.Issued, at.Concur.Server.Tokens.Refused));
        at.Concur.Clock.Advance(TimeSpan.FromHours(1));
        await at.Accepted();
        Assert.Equal((2, 1), (at.Concur.Server.Tokens.Issued, at.Concur.Server.Tokens.Refused));
    }

    [Fact]
    public async Task Customer_who_came_from_the_App_Center_is_assigned_and_no_secret_is_written()
    {
        await using var at = await ConnectedGateway.Start();
        await at.Enter();
        Assert.Equal(HttpStatusCode.OK, await at.Land($"id={RunningConcur.Known.Company}&requestToken={RunningConcur.Known.RequestToken}&userId=user-1"));
        var pending = (await at.Ask(HttpMethod.Get, "/api/v1/concur-connections"))![0]!;

        var app = await at.Ask(HttpMethod.Post, ConnectedGateway.App + "/authorize", new { pendingConnection = (string)pending["id"]! });
        Assert.Equal("connected", (string?)app!["state"]);
        Assert.Equal("RA", (await at.Accepted()).Status);

        Assert.Contains((string)pending["id"]!, at.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningConcur.Known.RequestToken, at.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningConcur.Known.ClientSecret, at.Log, StringComparison.Ordinal);
    }
}
