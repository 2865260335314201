using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Mutations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Profiles;
using ConcurSimulator.Certification.Runs;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.GatewayClients;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Certification;

/// <summary>A gateway with a listener for its PostBacks, shared by the tests of a class.</summary>
public sealed class CertifiedGateway : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private RunningGateway gateway = null!;

    public PostBackListener Listener { get; private set; } = null!;

    public Uri Gateway => gateway.Http.BaseAddress!;

    public Profile Profile { get; } = Profile.Read(Path.Combine(Repository.Root, "docs", "examples", "certify-profile.json"));

    public async ValueTask InitializeAsync()
    {
        Listener = await PostBackListener.Start(new Uri("http://127.0.0.1:0"), CancellationToken.None);
        gateway = GatewayHere.New(new Uri(Listener.Url, "/api/tws/v1.0/Limo/PostBack")).Start();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await Listener.DisposeAsync();
    }

    public EndpointClient Client(Uri? url = null, string password = "concur-demo-password") =>
        new(url ?? Gateway, "concur-demo", password, Timeout);

    public Equipment Equip(EndpointClient endpoint, bool mayBook = true) =>
        new(endpoint, Profile, new DispatchClient(Gateway, "demo-admin-key", Timeout), Listener, mayBook, MayWait: false);
}

/// <summary>Scenarios against a gateway.</summary>
public sealed class CertificationRunTests(CertifiedGateway fixture) : IClassFixture<CertifiedGateway>
{
    [Theory]
    [InlineData("cancel/")]
    [InlineData("post-back/acceptance-is-sent")]
    [InlineData("status-machine/declined-change-leaves-the-ride")]
    [InlineData("connection/")]
    public async Task Gateway_passes(string only)
    {
        var result = await Run(only, fixture.Client());

        Assert.True(result.Passed, string.Join('\n', result.Scenarios.SelectMany(scenario => scenario.Faults)));
        Assert.DoesNotContain(result.Scenarios, scenario => scenario.Remarks.Any());
        Assert.Empty(result.Leftovers);
    }

    [Fact]
    public async Task Without_permission_nothing_is_booked()
    {
        var before = (await GatewayHere.ReadStatuses(fixture.Gateway)).Count;

        var result = await Run("sell/", fixture.Client(), mayBook: false);

        Assert.All(result.Scenarios, scenario => Assert.Equal(Verdict.NotTested, scenario.Verdict));
        Assert.False(result.Passed);
        Assert.Equal(before, (await GatewayHere.ReadStatuses(fixture.Gateway)).Count);
    }

    [Theory]
    [InlineData("Sell: Status of a change", "sell/ride-is-sold")]
    [InlineData("ReservationDetail: each reservation is accepted", "status-machine/declined-booking-reads-declined")]
    [InlineData("Search: any password is right", "connection/wrong-password-is-refused")]
    [InlineData("Cancel: elements in reverse order", "cancel/reply-has-elements-in-order")]
    public async Task Mutant_is_noticed_where_it_is_wrong(string name, string scenario)
    {
        var mutation = MutationCatalog.All.Single(mutation => mutation.Name == name);
        using var cleaner = fixture.Client();
        await using var proxy = await EndpointProxy.Start(cleaner, CancellationToken.None);
        using var proxied = fixture.Client(proxy.Url);

        var unbroken = await Run(scenario, proxied);
        proxy.Mutation = mutation;
        var broken = await Run(scenario, proxied);

        Assert.DoesNotContain(unbroken.Scenarios.Single().Expectations, expectation => expectation.Failed);
        Assert.Contains(broken.Scenarios.Single().Expectations, mutation.IsNoticedBy);
    }

    [Fact]
    public async Task Scenario_without_its_ride_is_not_tested()
    {
        using var client = fixture.Client();
        var equipment = fixture.Equip(client) with { Profile = new Profile() };

        var result = await new CertificationRun(equipment, client).Execute(Scenarios("search/ride-is-offered"), CancellationToken.None);

        Assert.Equal(Verdict.NotTested, Assert.Single(result.Scenarios).Verdict);
        Assert.Contains("profile names no ride", result.Scenarios[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_that_cannot_be_tested_says_why()
    {
        using var unreachable = fixture.Client(new Uri("http://127.0.0.1:9"));
        using var refused = fixture.Client(password: "other-password");
        using var right = fixture.Client();

        Assert.Contains("can't be reached", await Obstacle(unreachable), StringComparison.Ordinal);
        Assert.Contains("401", await Obstacle(refused), StringComparison.Ordinal);
        Assert.Null(await Obstacle(right));
    }

    private Task<string?> Obstacle(EndpointClient client) => CertificationRun.FindObstacle(fixture.Equip(client), CancellationToken.None);

    private async Task<CertificationResult> Run(string only, EndpointClient client, bool mayBook = true)
    {
        using var cleaner = fixture.Client();
        return await new CertificationRun(fixture.Equip(client, mayBook), cleaner).Execute(Scenarios(only), CancellationToken.None);
    }

    private static IEnumerable<Scenario> Scenarios(string only) =>
        ScenarioCatalog.All.Where(scenario => scenario.Id.StartsWith(only, StringComparison.Ordinal));
}
