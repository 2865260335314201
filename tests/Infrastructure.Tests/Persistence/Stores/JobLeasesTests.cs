using GroundTransport.Application.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>A lease is one owner's, until it is given back or ends.</summary>
public sealed class JobLeasesTests : IAsyncLifetime
{
    private AppNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await AppNodes.Create();

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    [Fact]
    public async Task Lease_is_taken_once_until_it_is_given_back()
    {
        var first = await Claim();
        Assert.Null(await Claim(nodes.Node()));
        await first!.DisposeAsync();

        Assert.NotNull(await Claim(nodes.Node()));
    }

    [Fact]
    public async Task Owner_whose_lease_has_ended_gives_nobody_elses_back()
    {
        var late = await Claim();
        nodes.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await Claim(nodes.Node()));

        await late!.DisposeAsync();

        Assert.Null(await Claim());
    }

    private Task<IAsyncDisposable?> Claim(ServiceProvider? node = null) =>
        (node ?? nodes.First).GetRequiredService<IJobLeases>()
            .Claim("a job", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
