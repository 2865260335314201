using System.Globalization;
using System.Net;
using GroundTransport.Api.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroundTransport.Api.Tests.Limits;

/// <summary>What failed logins cost: measured while no other test runs, because memory is the process's.</summary>
[Collection<Alone>]
public sealed class FailedLoginMemoryTests
{
    [Fact]
    public void Names_of_strangers_cost_no_memory()
    {
        using var failed = new FailedLogins(TimeProvider.System, NullLogger<FailedLogins>.Instance);
        void Guess(int from, int to)
        {
            for (var i = from; i < to; i++)
                failed.Count(IPAddress.Loopback, i.ToString(CultureInfo.InvariantCulture));
        }
        Guess(0, 50_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Guess(50_000, 250_000);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 2_000_000);
    }

    [CollectionDefinition(DisableParallelization = true)]
    public sealed class Alone;
}
