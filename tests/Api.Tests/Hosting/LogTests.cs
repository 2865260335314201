using System.Text;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.PostBacks;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>One correlation id from Concur's call to the PostBack, and no secret in any line.</summary>
public sealed class LogTests : IAsyncLifetime
{
    private readonly PostBackServer postBacks = new();
    private readonly RunningGateway gateway;

    public LogTests() => gateway = new RunningGateway(postBacks.Url);

    public async ValueTask InitializeAsync()
    {
        await postBacks.Start();
        gateway.Start();
    }

    public async ValueTask DisposeAsync()
    {
        gateway.Dispose();
        await postBacks.DisposeAsync();
    }

    [Fact]
    public async Task Correlation_id_of_Concurs_call_is_in_the_log_up_to_the_PostBack()
    {
        var sell = Sell(gateway, await gateway.Concur(Search(gateway)));
        using var reply = await gateway.Post(Encoding.UTF8.GetBytes(sell.ToString()), correlationId: "concur-call-4711");
        var id = TestKit.LimoMessage.Parse(await reply.Content.ReadAsStringAsync())["ReservationID"]!;
        await RunAction(gateway, id, "accept");
        await postBacks.Next();
        await gateway.Send(new DeliverPostBacks());

        Assert.Equal("concur-call-4711", reply.Headers.GetValues("concur-correlationid").Single());
        Assert.Contains(gateway.Log.Lines, line =>
            line.Contains("Sell answered", StringComparison.Ordinal)
            && line.Contains("correlationId=concur-call-4711", StringComparison.Ordinal));
        await gateway.Log.Find(line =>
            line.Contains($"PostBack {id}-2", StringComparison.Ordinal)
            && line.Contains("correlationId=concur-call-4711", StringComparison.Ordinal));
        var history = await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/history")).Content.ReadAsStringAsync();
        Assert.Contains("concur-call-4711", history, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not safe {\"level\":\"forged\"}")]
    [InlineData("x; x")]
    public async Task Correlation_id_that_could_forge_a_log_line_is_replaced(string given)
    {
        using var reply = await gateway.Post(Encoding.UTF8.GetBytes(Search(gateway).ToString()), correlationId: given);

        Assert.NotEqual(given, reply.Headers.GetValues("concur-correlationid").Single());
    }

    [Fact]
    public async Task No_log_line_contains_a_card_number_password_token_or_address()
    {
        const string Card = "4111111111111234";
        var search = await gateway.Concur(Search(gateway));
        var sell = Sell(gateway, search).Set("FormOfPayment/CreditCard/Number", Card);
        var sold = await gateway.Concur(sell);
        await gateway.Concur(sell.Set("FormOfPayment/CreditCard/Type", "XX"));
        await gateway.Post(Encoding.UTF8.GetBytes(sell.ToString()), password: "wrong-password-4711");
        await gateway.Post(Encoding.UTF8.GetBytes("<CC_LimoSellRequest>" + Card));
        postBacks.Responses.Enqueue((500, "<html/>"));
        await RunAction(gateway, sold["ReservationID"]!, "accept");
        await postBacks.Next();
        await gateway.Dispatch(HttpMethod.Get, "/reservations", key: "unknown-key-4711");

        string[] secrets =
        [
            Card, Card[..12], "concur-demo-password", "wrong-password-4711", "demo-admin-key", "unknown-key-4711",
                RunningGateway.PostBackToken,
            search["Limos/Limo/RateInfo/CategoryCode"]!, "Madison", "cmiller@example.com",
            Convert.ToBase64String(Encoding.UTF8.GetBytes("concur-demo:concur-demo-password")),
        ];
        Assert.NotEmpty(gateway.Log.Lines);
        foreach (var line in gateway.Log.Lines)
            Assert.DoesNotContain(secrets, secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("XXXXXXXXXXXX1234", sold["FormOfPayment/CreditCard/Number"]);
        Assert.DoesNotContain(Card[..12], gateway.Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Successful_search_logs_nothing()
    {
        await gateway.Concur(Search(gateway));
        var before = gateway.Log.Lines.Count(line =>
            line.Contains("Search", StringComparison.Ordinal) && line.Contains("GroundTransport", StringComparison.Ordinal));

        await gateway.Concur(Search(gateway));

        Assert.Equal(before, gateway.Log.Lines
            .Count(line => line.Contains("Search", StringComparison.Ordinal)
            && line.Contains("GroundTransport", StringComparison.Ordinal)));
    }
}
