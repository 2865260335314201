using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>What becomes of writes whose connection breaks. For databases behind a network: SQLite's answers can't be lost.</summary>
public abstract class LostAnswerFacts(DatabaseUnderTest on) : Facts<TestDatabase>(() => TestDatabase.Create(on))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly Act act = new((scope, attempt) =>
    {
        scope.GetRequiredService<GatewayDbContext>().Exchanges.Add(Samples.Exchange());
        return Task.FromResult<Outcome<string>>($"attempt {attempt}");
    });

    [Fact]
    public async Task Commit_whose_answer_is_lost_is_found_and_not_done_again()
    {
        Ground.Broken.BreakAfterCommit(on.Broken());

        Assert.Equal("attempt 1", (await Run()).Value);

        Assert.Equal((1, 1, 1), (act.Attempts, await Exchanges(), await Marks()));
    }

    [Fact]
    public async Task Commit_that_failed_is_done_again()
    {
        Ground.Broken.BreakBeforeCommit(on.Broken());

        Assert.Equal("attempt 2", (await Run()).Value);

        Assert.Equal((2, 1, 1), (act.Attempts, await Exchanges(), await Marks()));
    }

    [Fact]
    public async Task Connection_that_breaks_in_mid_transaction_is_begun_anew()
    {
        Ground.Broken.BreakAt("exchanges", on.Broken());

        Assert.Equal("attempt 2", (await Run()).Value);

        Assert.Equal((1, 1), (await Exchanges(), await Marks()));
    }

    [Fact]
    public async Task Connection_that_breaks_while_the_commit_is_looked_for_is_tried_again()
    {
        Ground.Broken.BreakAfterCommit(on.Broken());
        Ground.Broken.BreakAt("SELECT", on.Broken());

        Assert.Equal("attempt 1", (await Run()).Value);

        Assert.Equal((1, 1), (act.Attempts, await Exchanges()));
    }

    [Fact]
    public async Task Refusal_whose_connection_breaks_is_answered_once()
    {
        var attempts = 0;
        Ground.Broken.BreakAt("request_keys", on.Broken());
        var refused = new Act(async (scope, attempt) =>
        {
            attempts = attempt;
            await scope.GetRequiredService<IRequestKeys>()
                .Claim(new RequestKey("s", "k", "c", 1, Ground.Clock.GetUtcNow().AddDays(1)), Ground.Clock.GetUtcNow(), cancellation);
            return Refusal.UnknownReservation;
        });

        Assert.True((await Ground.Get<IWriteTransactions>().Run(refused, cancellation)).IsRefused);

        Assert.Equal((2, 0, 0), (attempts, await Ground.Use(db => db.RequestKeys.CountAsync()), await Marks()));
    }

    [Fact]
    public async Task Statement_that_may_be_repeated_is_when_its_answer_is_lost()
    {
        Ground.Broken.BreakAfterCommit(on.Broken());
        var times = 0;

        await Ground.Get<DatabaseWrites>().ExecuteIdempotent(async (db, token) =>
        {
            times++;
            return await db.Fleet.ExecuteDeleteAsync(token);
        }, cancellation);

        Assert.Equal((2, 0), (times, await Marks()));
    }

    private Task<Outcome<string>> Run() => Ground.Get<IWriteTransactions>().Run(act, cancellation);

    private Task<int> Exchanges() => Ground.Use(db => db.Exchanges.CountAsync());

    private Task<int> Marks() => Ground.Use(db => db.Commits.CountAsync());
}
