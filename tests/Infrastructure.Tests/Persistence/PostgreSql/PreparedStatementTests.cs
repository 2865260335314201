using GroundTransport.Application.Delivery;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.PostgreSql;

/// <summary>Connections keep prepared what they run again and again.</summary>
public sealed class PreparedStatementTests() : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(DatabaseUnderTest.PostgreSql))
{
    /// <summary>Five times on each connection that the pool may give in turn.</summary>
    private const int UntilPrepared = 40;

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statement_that_runs_again_and_again_is_prepared()
    {
        await ClaimOften();

        Assert.Contains("post_backs", await Prepared(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_string_can_turn_it_off()
    {
        var process = Fixture.Process(
            Fixture.Database with { ConnectionString = Fixture.Database.ConnectionString + ";Max Auto Prepare=0" });
        for (var time = 0; time < UntilPrepared; time++)
        {
            await using var scope = process.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Vendors.CountAsync(cancellation);
        }

        await using var last = process.CreateAsyncScope();
        var db = last.ServiceProvider.GetRequiredService<GatewayDbContext>();
        Assert.Equal(
            0, await db.Database.SqlQuery<int>($"SELECT COUNT(*)::int AS \"Value\" FROM pg_prepared_statements").SingleAsync(cancellation));
    }

    // A node of the previous release works on while the next one migrates.
    [Fact]
    public async Task Column_that_the_next_release_adds_stops_no_claim()
    {
        await ClaimOften();
        await Fixture.Use(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE post_backs ADD COLUMN of_next_release text", cancellation));
        await Fixture.Add(Samples.PostBack(1, at: Fixture.Clock.GetUtcNow()));

        Assert.Single(await Fixture.Get<PostBackOutbox>().Claim(8, DestinationFilter.All, cancellation));
    }

    private async Task ClaimOften()
    {
        for (var time = 0; time < UntilPrepared; time++)
            Assert.Empty(await Fixture.Get<PostBackOutbox>().Claim(8, DestinationFilter.All, cancellation));
    }

    private Task<string> Prepared() => Fixture.Use(db => db.Database
        .SqlQuery<string>($"SELECT COALESCE(string_agg(statement, ';'), '') AS \"Value\" FROM pg_prepared_statements")
        .SingleAsync(cancellation));
}
