using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Simulator.Tests.Fixtures;

/// <summary>A gateway with the demo vendor in the process of the tests, for those that don't kill it: a process takes seconds.</summary>
public static class GatewayHere
{
    /// <param name="postBackUrl">The target of PostBacks; if null, they stay pending.</param>
    public static RunningGateway New(Uri? postBackUrl = null)
    {
        // The simulator's travellers book by the machine's clock.
        var gateway = new RunningGateway().AtPresent().Set("Concur:RetryAfter", "00:00:00.2");
        return postBackUrl is null
            ? gateway
            : gateway.Set("Concur:PostBackUrl", postBackUrl.ToString()).Set("Concur:PostBackToken", SimulatedConcur.StaticToken);
    }

    /// <summary>The status of every reservation, from the gateway's REST API.</summary>
    public static async Task<Dictionary<string, string>> ReadStatuses(Uri gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", GatewayClient.AdminKey);
        var statuses = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var cursor = ""; ;)
        {
            var page = JsonNode.Parse(await http.GetStringAsync($"/api/v1/reservations?limit=100{cursor}"))!;
            foreach (var reservation in page["items"]!.AsArray())
                statuses[(string)reservation!["id"]!] = (string)reservation["status"]!;
            if ((string?)page["next"] is not { } next)
                return statuses;
            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }
    }
}
