using System.Net;
using GroundTransport.Api.Tests.Gateway;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>What responses tell browsers and caches.</summary>
[DatabaseIndependent]
public sealed class ResponseHeaderTests
{
    [Fact]
    public async Task No_cache_stores_what_names_people_and_no_browser_guesses_a_type()
    {
        await using var gateway = new RunningGateway().Start();

        using var reservations = await gateway.Dispatch(HttpMethod.Get, "/reservations");
        using var refused = await gateway.Dispatch(HttpMethod.Get, "/reservations", key: "nobodys-key");
        using var search = await gateway.Post([]);
        using var health = await gateway.Http.GetAsync("/health/live");

        Assert.All([reservations, refused, search], response => Assert.True(response.Headers.CacheControl?.NoStore));
        Assert.All([reservations, refused, search, health],
            response => Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options")));
        Assert.All([reservations, health], response => Assert.False(response.Headers.Contains("Strict-Transport-Security")));
    }

    // The server closes the connection then; a client that isn't told sends its next call on it.
    [Theory]
    [InlineData(1_000_000, false)]
    [InlineData(1_100_000, true)]
    public async Task Body_over_a_megabyte_that_nobody_read_closes_the_connection_as_said(int length, bool closes)
    {
        await using var gateway = new RunningGateway().Start();

        using var answer = await gateway.Dispatch(HttpMethod.Post, "/nothing", new string('x', length));

        Assert.Equal((HttpStatusCode.NotFound, closes), (answer.StatusCode, answer.Headers.ConnectionClose == true));
    }

    [Theory]
    [InlineData("GET", "/api/v1/reservations")]
    [InlineData("OPTIONS", "/api/v1/reservations")]
    [InlineData("OPTIONS", "/concur/groundtransportation")]
    [InlineData("POST", "/concur/groundtransportation")]
    [InlineData("GET", "/console/sign-in")]
    [InlineData("OPTIONS", "/console/sign-in")]
    [InlineData("GET", "/health/live")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("GET", "/no-such-page")]
    public async Task No_response_lets_a_script_of_another_site_read_it(string method, string path)
    {
        await using var gateway = new RunningGateway().Start();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");

        using var response = await gateway.Http.SendAsync(request);

        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Browsers_stay_with_TLS_if_they_came_by_it()
    {
        await using var gateway = new RunningGateway().InProduction()
            .Set("Admin:BootstrapKey", "7f0c1bb2a97d4c3e8f5a6b1d2c3e4f50").Set("Proxies:Networks:0", "127.0.0.0/8").Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = "rides.example.com" } };
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");

        using var throughProxy = await gateway.Http.SendAsync(request);
        using var plain = await gateway.Http.GetAsync("/health/live");

        Assert.True(throughProxy.Headers.Contains("Strict-Transport-Security"));
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }
}
