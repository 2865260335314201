using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.TestKit.Gateways;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Api.Tests.Console;

/// <summary>The console of several nodes, each request answered by the next: no session sticks to one.</summary>
[DatabaseIndependent]
public sealed class NodesTests : IClassFixture<BalancedGateways>
{
    private readonly BalancedGateways gateways;

    public NodesTests(BalancedGateways gateways)
    {
        Assert.SkipWhen(BalancedGateways.SkipReason is not null, BalancedGateways.SkipReason ?? "");
        this.gateways = gateways;
    }

    [Fact]
    public async Task Dispatcher_works_while_each_request_goes_to_another_node()
    {
        using var concur = new HttpClient { BaseAddress = gateways.Url };
        var (accepted, declined) = (await Book(concur), await Book(concur));
        var nodes = new NodeLog();
        using var browser = new ConsoleBrowser(gateways.Url, nodes);

        await browser.SignIn(GatewayClient.AdminKey);
        var board = await browser.Get("/console/waiting");
        await Act(browser, board, $"/console/waiting/{accepted}/accept", "Accepted", ("version", "1"));
        await Act(browser, board, $"/console/waiting/{declined}/decline", "Declined", ("version", "1"), ("reason", "No car is left"));
        Assert.DoesNotContain($"id=\"r{accepted}\"", await browser.Get("/console/waiting"), StringComparison.Ordinal);
        var ride = await browser.Get($"/console/rides/{accepted}");
        await Act(browser, ride, $"/console/rides/{accepted}/progress", "Progress reported", ("version", "2"), ("state", "onTheWay"));
        Assert.Contains("No car is left", await browser.Get($"/console/rides/{declined}"), StringComparison.Ordinal);
        var rates = await browser.Get("/console/rates?vendor=LML");
        var csv = await browser.Get("/console/rates/LML/rates.csv");
        await Act(browser, rates, "/console/rates/LML/upload", "Version 2 is in force", ("version", "1"), ("do", "put"), ("kind", "csv"),
            ("document", csv.Replace("35.00", "36.50", StringComparison.Ordinal)));
        Assert.Contains("36.50", await browser.Get("/console/rates/LML/rates.csv"), StringComparison.Ordinal);
        using var signedOut = await browser.Post("/console/sign-out", rates);
        using var after = await browser.Send(HttpMethod.Get, "/console/waiting");

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Redirect), (signedOut.StatusCode, after.StatusCode));
        Assert.Equal(gateways.Nodes.Select(node => node.Authority).Order(), nodes.Answered.Distinct().Order());
        Assert.All(
            nodes.Answered.Zip(nodes.Answered.Skip(1), nodes.Answered.Skip(2)),
            turn => Assert.Equal(3, new[] { turn.First, turn.Second, turn.Third }.Distinct().Count()));
    }

    [Fact]
    public async Task Key_deleted_on_one_node_ends_its_session_and_its_stream_on_another_within_two_seconds()
    {
        using var one = new HttpClient { BaseAddress = gateways.Nodes[0] };
        one.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", GatewayClient.AdminKey);
        using var body = new StringContent("""{ "name": "shift", "role": "dispatch" }""", Encoding.UTF8, "application/json");
        using var made = await one.PostAsync("/api/v1/api-keys", body);
        var key = JsonNode.Parse(await made.Content.ReadAsStringAsync())!;
        using var browser = new ConsoleBrowser(gateways.Nodes[1]);
        var signIn = await browser.Get("/console/sign-in");
        await Within(async () =>
        {
            using var answer = await browser.Post("/console/sign-in", signIn, ("key", (string)key["key"]!));
            return answer.StatusCode == HttpStatusCode.SeeOther;
        });
        using var stream = await browser.Send(HttpMethod.Get, "/console/stream");
        var streamed = stream.Content.ReadAsStringAsync();
        await browser.Get("/console/waiting");

        using var deleted = await one.DeleteAsync($"/api/v1/api-keys/{key["id"]}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Within(async () =>
        {
            using var answer = await browser.Send(HttpMethod.Get, "/console/waiting");
            return answer.StatusCode == HttpStatusCode.Redirect && streamed.IsCompleted;
        });
    }

    private static async Task<string> Book(HttpClient concur) =>
        (await GatewayClient.Book(concur))["ReservationID"] is { Length: > 0 } id ? id : throw new InvalidOperationException("Not sold");

    /// <summary>Sends a form of a page that one node made to the next, and reads from a third that it was done.</summary>
    private static async Task Act(
        ConsoleBrowser browser, string page, string path, string done, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.Post(path, page, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{path}: {answer.StatusCode}");
        Assert.Contains(done, await browser.Get(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    /// <summary>As soon as a change of one node must be in force on all others.</summary>
    private static async Task Within(Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
        {
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(2));
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Which node answered each request.</summary>
    private sealed class NodeLog : DelegatingHandler
    {
        public List<string> Answered { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            Answered.Add(answer.Headers.GetValues(NginxBalancer.NodeHeader).Single());
            return answer;
        }
    }
}
