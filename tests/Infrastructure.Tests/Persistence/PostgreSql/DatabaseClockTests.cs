using GroundTransport.Application.Delivery;
using GroundTransport.Application.Pipeline;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.PostgreSql;

/// <summary>
/// Leases of nodes whose clocks differ from the database's: it is an hour ahead here, and the nodes have the system's clock.
/// </summary>
public sealed class DatabaseClockTests() : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(DatabaseUnderTest.PostgreSql))
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private IServiceProvider node = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // A schema searched before PostgreSQL's own replaces its clock.
        await Fixture.Use(db => db.Database.ExecuteSqlRawAsync("""
            CREATE SCHEMA ahead;
            CREATE FUNCTION ahead.statement_timestamp() RETURNS timestamptz STABLE LANGUAGE sql
                AS $$ SELECT pg_catalog.statement_timestamp() + interval '1 hour' $$;
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, ahead, pg_catalog', current_database()); END $$;
            """));
        await Fixture.Use(db =>
        {
            // This database's only: other tests run meanwhile.
            Npgsql.NpgsqlConnection.ClearPool((Npgsql.NpgsqlConnection)db.Database.GetDbConnection());
            return Task.CompletedTask;
        });
        node = Fixture.Process(TimeProvider.System);
    }

    [Fact]
    public async Task PostBack_is_due_and_leased_by_the_databases_clock()
    {
        var outbox = node.GetRequiredService<PostBackOutbox>();
        await Fixture.Add(Samples.PostBack(1, at: DateTimeOffset.UtcNow + (Ahead / 2)));

        var claimed = Assert.Single(await outbox.Claim(8, DestinationFilter.All, cancellation));
        Assert.True(await outbox.MarkSent(claimed, cancellation));

        IsAboutAnHourAhead(claimed.LeaseUntil!.Value - Fixture.Settings.Lease);
        IsAboutAnHourAhead((await Fixture.Use(db => db.PostBacks.Select(row => row.SentAt).SingleAsync()))!.Value);
    }

    [Fact]
    public async Task PostBack_not_due_by_the_databases_clock_waits()
    {
        await Fixture.Add(Samples.PostBack(1, at: DateTimeOffset.UtcNow + Ahead + TimeSpan.FromMinutes(5)));

        Assert.Empty(await node.GetRequiredService<PostBackOutbox>().Claim(8, DestinationFilter.All, cancellation));
    }

    [Fact]
    public async Task Lease_expired_by_the_databases_clock_prevents_sending()
    {
        var outbox = node.GetRequiredService<PostBackOutbox>();
        await Fixture.Add(Samples.PostBack(1, at: DateTimeOffset.UtcNow));
        var claimed = Assert.Single(await outbox.Claim(8, DestinationFilter.All, cancellation));
        DateTimeOffset? ended = DateTimeOffset.UtcNow + (Ahead / 2);
        await Fixture.Use(db => db.PostBacks.ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, ended)));

        Assert.False(await outbox.MarkSent(claimed, cancellation));
    }

    [Fact]
    public async Task Job_is_leased_by_the_databases_clock()
    {
        var leases = node.GetRequiredService<IJobLeases>();
        // Its lease has expired by the database's clock, though not by the node's.
        await Fixture.Add(new JobLeaseRow("job", "dead", DateTimeOffset.UtcNow + (Ahead / 2)));

        await using var lease = await leases.Claim("job", TimeSpan.FromMinutes(1), cancellation);

        Assert.NotNull(lease);
        IsAboutAnHourAhead(await Fixture.Use(db => db.JobLeases.Select(row => row.Until).SingleAsync()) - TimeSpan.FromMinutes(1));
    }

    private static void IsAboutAnHourAhead(DateTimeOffset instant) =>
        Assert.InRange(instant - DateTimeOffset.UtcNow, Ahead - TimeSpan.FromMinutes(1), Ahead + TimeSpan.FromMinutes(1));
}
