using System.Text;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Mutations;
using ConcurSimulator.GatewayClients;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>Concur doesn't support chunked messages.</summary>
public sealed class ChunkedReplyTests
{
    [Fact]
    public async Task Reply_without_a_length_is_reported()
    {
        await using var gateway = GatewayHere.New().Start();
        using var endpoint = new EndpointClient(gateway.Http.BaseAddress!, "concur-demo", "concur-demo-password", TimeSpan.FromSeconds(30));
        await using var proxy = await EndpointProxy.Start(endpoint, CancellationToken.None);
        using var concur = new GatewayClient(proxy.Url, "concur-demo", "concur-demo-password", TimeSpan.FromSeconds(30));
        var search = Encoding.UTF8.GetBytes("<CC_LimoSearchRequest/>");

        var whole = await concur.Post("Search", search, "whole", CancellationToken.None);
        proxy.Mutation = MutationCatalog.All.Single(mutation => mutation is { Message: "Search", Element: "Content-Length" });
        var chunked = await concur.Post("Search", search, "chunked", CancellationToken.None);

        Assert.Empty(whole.Problems);
        Assert.Equal(["The reply has no Content-Length."], chunked.Problems);
    }
}
