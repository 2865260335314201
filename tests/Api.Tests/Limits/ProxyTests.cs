using System.Globalization;
using System.Net;
using GroundTransport.Api.Limits;
using GroundTransport.Api.Tests.Gateway;

namespace GroundTransport.Api.Tests.Limits;

/// <summary>Limits apply to the real caller: forwarded addresses count, if a known proxy forwards them.</summary>
[DatabaseIndependent]
public sealed class ProxyTests : IDisposable
{
    private RunningGateway? gateway;

    public void Dispose() => gateway?.Dispose();

    [Fact]
    public async Task Limit_applies_to_the_address_that_a_known_proxy_forwards()
    {
        gateway = new RunningGateway().Set("Proxies:Networks:0", "127.0.0.0/8").Start();
        for (var i = 0; i < FailedLogins.MaxPerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Guess("198.51.100.7"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await Guess("198.51.100.7"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Guess("198.51.100.8"));
        // Whoever invents addresses before his own is still himself.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Guess("203.0.113.1, 198.51.100.7"));
        // A chain of known proxies is followed to its end.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Guess("198.51.100.7, 127.0.0.2"));
    }

    [Fact]
    public async Task Forwarded_address_of_a_stranger_is_ignored()
    {
        gateway = new RunningGateway().Set("Proxies:Networks:0", "10.0.0.0/8").Start();
        for (var i = 0; i < FailedLogins.MaxPerMinute; i++)
            await Guess(string.Create(CultureInfo.InvariantCulture, $"198.51.100.{i}"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await Guess("198.51.100.200"));
    }

    [Fact]
    public async Task One_visitor_cant_fill_the_connect_page()
    {
        gateway = new RunningGateway().Set("Proxies:Networks:0", "127.0.0.1").Start();
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, await Connect("198.51.100.7", i));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Connect("198.51.100.7", 10));
        Assert.Equal(HttpStatusCode.OK, await Connect("198.51.100.7", 9));
        Assert.Equal(HttpStatusCode.OK, await Connect("198.51.100.8", 11));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "11.1.2.3", false)]
    [InlineData("10.0.0.5", "10.0.0.5", true)]
    [InlineData("10.0.0.5", "10.0.0.6", false)]
    [InlineData("fd00::/8", "fd00::1", true)]
    public void Network_contains_its_addresses(string network, string address, bool contained) =>
        Assert.Equal(contained, new ProxySettings([ProxySettings.Parse(network)!.Value]).Contains(IPAddress.Parse(address)));

    private async Task<HttpStatusCode> Guess(string forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/system/v1.0/testconnection");
        request.Headers.Authorization = RunningGateway.Basic("concur-demo", "wrong-password");
        return await Send(request, forwarded);
    }

    private async Task<HttpStatusCode> Connect(string forwarded, int token)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/concur/connect?id=company&requestToken=token-{token}"));
        return await Send(request, forwarded);
    }

    private async Task<HttpStatusCode> Send(HttpRequestMessage request, string forwarded)
    {
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var response = await gateway!.Http.SendAsync(request);
        return response.StatusCode;
    }
}
