using System.Net;
using System.Text.Json.Nodes;
using GroundTransport.Api.Hosting;
using GroundTransport.Infrastructure.Persistence.StartUp;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Api.Tests.Databases;

/// <summary>What a node that isn't ready tells everybody.</summary>
[DatabaseIndependent]
public sealed class NotReadyServerTests
{
    [Fact]
    public async Task Health_shows_the_statement_to_run_and_no_other_reason()
    {
        var url = $"http://127.0.0.1:{LoopbackPort.Free()}";
        await using var waiting = await NotReadyServer.Start([$"--urls={url}"], healthPort: null);
        using var http = new HttpClient { BaseAddress = new Uri(url) };

        waiting.Show(new NotReady("Login of 'gateway' failed.", true));
        var (status, other) = await Health(http);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (status, (string?)other["status"]));
        Assert.False(other.ContainsKey("toRun"));
        Assert.DoesNotContain("Login", other.ToJsonString(), StringComparison.Ordinal);

        waiting.Show(new NotReady("An option is off. Run: ALTER DATABASE", true, "ALTER DATABASE"));
        Assert.Equal("ALTER DATABASE", (string?)(await Health(http)).Body["toRun"]);
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> Health(HttpClient http)
    {
        using var answer = await http.GetAsync("/health/ready");
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
