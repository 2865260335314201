using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>Writes whose connection breaks. For databases behind a network: SQLite's acknowledgements can't be lost.</summary>
public abstract class LostAcknowledgementTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly TestWrite write = new((scope, attempt) =>
    {
        scope.GetRequiredService<GatewayDbContext>().Exchanges.Add(Samples.Exchange());
        return Task.FromResult<Outcome<string>>($"attempt {attempt}");
    });

    [Fact]
    public async Task Commit_with_a_lost_acknowledgement_is_found_and_not_repeated()
    {
        Fixture.Broken.BreakAfterCommit(on.Broken());

        Assert.Equal("attempt 1", (await Run()).Value);

        Assert.Equal((1, 1, 1), (write.Attempts, await Exchanges(), await Marks()));
    }

    [Fact]
    public async Task Failed_commit_is_repeated()
    {
        Fixture.Broken.BreakBeforeCommit(on.Broken());

        Assert.Equal("attempt 2", (await Run()).Value);

        Assert.Equal((2, 1, 1), (write.Attempts, await Exchanges(), await Marks()));
    }

    [Fact]
    public async Task Transaction_whose_connection_breaks_is_restarted()
    {
        Fixture.Broken.BreakAt("exchanges", on.Broken());

        Assert.Equal("attempt 2", (await Run()).Value);

        Assert.Equal((1, 1), (await Exchanges(), await Marks()));
    }

    [Fact]
    public async Task Search_for_the_commit_is_retried_when_the_connection_breaks()
    {
        Fixture.Broken.BreakAfterCommit(on.Broken());
        Fixture.Broken.BreakAt("SELECT", on.Broken());

        Assert.Equal("attempt 1", (await Run()).Value);

        Assert.Equal((1, 1), (write.Attempts, await Exchanges()));
    }

    [Fact]
    public async Task Refusal_is_returned_once_though_the_connection_breaks()
    {
        var attempts = 0;
        Fixture.Broken.BreakAt("request_keys", on.Broken());
        var refused = new TestWrite(async (scope, attempt) =>
        {
            attempts = attempt;
            await scope.GetRequiredService<IRequestKeys>()
                .Claim(new RequestKey("s", "k", "c", 1, Fixture.Clock.GetUtcNow().AddDays(1)), Fixture.Clock.GetUtcNow(), cancellation);
            return Refusal.UnknownReservation;
        });

        Assert.True((await Fixture.Get<IWriteTransactions>().Run(refused, cancellation)).IsRefused);

        Assert.Equal((2, 0, 0), (attempts, await Fixture.Use(db => db.RequestKeys.CountAsync()), await Marks()));
    }

    [Fact]
    public async Task Repeatable_statement_is_repeated_after_a_lost_acknowledgement()
    {
        Fixture.Broken.BreakAfterCommit(on.Broken());
        var times = 0;

        await Fixture.Get<DatabaseWrites>().ExecuteIdempotent(async (db, token) =>
        {
            times++;
            return await db.Fleet.ExecuteDeleteAsync(token);
        }, cancellation);

        Assert.Equal((2, 0), (times, await Marks()));
    }

    private Task<Outcome<string>> Run() => Fixture.Get<IWriteTransactions>().Run(write, cancellation);

    private Task<int> Exchanges() => Fixture.Use(db => db.Exchanges.CountAsync());

    private Task<int> Marks() => Fixture.Use(db => db.Commits.CountAsync());
}
