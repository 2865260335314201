using GroundTransport.Application.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>A lease has one owner until it is released or expires.</summary>
public sealed class JobLeasesTests : IAsyncLifetime
{
    private ConcurAppNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await ConcurAppNodes.Create();

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    [Fact]
    public async Task Lease_has_one_owner_until_it_is_released()
    {
        var first = await Claim();
        Assert.Null(await Claim(nodes.Node()));
        await first!.DisposeAsync();

        Assert.NotNull(await Claim(nodes.Node()));
    }

    [Fact]
    public async Task Release_of_an_expired_lease_doesnt_release_its_next_owners()
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
