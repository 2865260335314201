using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

/// <summary>Writes that wait for each other share a commit; none of them learns it, except by its speed.</summary>
public sealed class SqliteGroupCommitTests() : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(DatabaseUnderTest.Sqlite))
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private SqliteWriteGate Gate => Fixture.Get<SqliteWriteGate>();

    private DatabaseWrites Writes => Fixture.Get<DatabaseWrites>();

    [Fact]
    public async Task Writes_that_wait_together_share_one_commit()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var writes = Enumerable.Range(1, 5).Select(_ => Write()).ToList();
        var commits = Fixture.Broken.Commits;

        Gate.Leave();
        await Task.WhenAll(writes);

        Assert.Equal((5, 1), (await Rows(), Fixture.Broken.Commits - commits));
    }

    [Fact]
    public async Task Group_that_has_lasted_long_enough_takes_no_more_writes()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var writes = new[] { Write(() => Fixture.Clock.Advance(TimeSpan.FromMilliseconds(5))), Write(), Write() };
        var commits = Fixture.Broken.Commits;

        Gate.Leave();
        await Task.WhenAll(writes);

        Assert.Equal((3, 2), (await Rows(), Fixture.Broken.Commits - commits));
    }

    [Fact]
    public async Task Write_is_answered_only_after_its_groups_commit()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var first = Write();
        var inside = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var second = Writes.ExecuteOnce(async (_, _) =>
        {
            inside.SetResult();
            await release.Task;
            return (true, true);
        }, cancellation);

        Gate.Leave();
        await inside.Task;

        Assert.False(first.IsCompleted);
        Assert.Equal(0, await Rows());
        release.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal(1, await Rows());
    }

    [Fact]
    public async Task Refusal_that_may_rest_on_an_uncommitted_write_waits_for_its_commit()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var first = Write();
        var refused = Writes.ExecuteOnce(
            async (services, token) => (await services.GetRequiredService<GatewayDbContext>().Exchanges.CountAsync(token), false),
            cancellation);
        var inside = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var last = Writes.ExecuteOnce(async (_, _) =>
        {
            inside.SetResult();
            await release.Task;
            return (true, true);
        }, cancellation);

        Gate.Leave();
        await inside.Task;

        Assert.False(refused.IsCompleted);
        release.SetResult();
        await Task.WhenAll(first, last);
        Assert.Equal(1, await refused);
    }

    [Fact]
    public async Task Refusal_whose_group_is_rolled_back_is_decided_again()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var runs = 0;
        var first = Write();
        var refused = Writes.ExecuteOnce(
            async (services, token) =>
            {
                runs++;
                return (await services.GetRequiredService<GatewayDbContext>().Exchanges.CountAsync(token), false);
            },
            cancellation);
        Fixture.Broken.BreakBeforeCommit(new SqliteException("disk I/O error", 10));

        Gate.Leave();
        await Task.WhenAll(first, refused);

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Failed_write_takes_nothing_of_its_group_along()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var writes = new[] { Write(), Write(fails: true), Write() };

        Gate.Leave();

        await Assert.ThrowsAsync<InvalidOperationException>(() => writes[1]);
        await Task.WhenAll(writes[0], writes[2]);
        Assert.Equal(2, await Rows());
    }

    [Fact]
    public async Task Failed_first_write_leaves_the_next_ones_a_transaction_of_their_own()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var writes = new[] { Write(fails: true), Write(), Write() };

        Gate.Leave();

        await Assert.ThrowsAsync<InvalidOperationException>(() => writes[0]);
        await Task.WhenAll(writes[1], writes[2]);
        Assert.Equal(2, await Rows());
    }

    [Fact]
    public async Task Writes_whose_commit_fails_run_again_alone()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var runs = 0;
        var writes = Enumerable.Range(1, 3).Select(_ => Write(() => runs++)).ToList();
        var commits = Fixture.Broken.Commits;
        Fixture.Broken.BreakBeforeCommit(new SqliteException("disk I/O error", 10));

        Gate.Leave();
        await Task.WhenAll(writes);

        Assert.Equal((3, 6, 3), (await Rows(), runs, Fixture.Broken.Commits - commits));
    }

    // Such as the command-line tool of SQLite in the middle of a transaction.
    [Fact]
    public async Task Write_that_finds_the_file_locked_fails_and_the_next_one_succeeds()
    {
        // The driver retries for so long.
        var timeout = new SqliteConnectionStringBuilder(Fixture.Database.ConnectionString) { DefaultTimeout = 1 };
        var impatient = Fixture.Process(Fixture.Database with { ConnectionString = timeout.ConnectionString })
            .GetRequiredService<DatabaseWrites>();
        await Write(impatient);
        await using (var other = new SqliteConnection(Fixture.Database.ConnectionString))
        {
            await other.OpenAsync(cancellation);
            await using var transaction = await other.BeginTransactionAsync(cancellation);

            var locked = await Assert.ThrowsAsync<SqliteException>(() => Write(impatient));
            Assert.Equal(5, locked.SqliteErrorCode);
        }

        await Write(impatient).WaitAsync(TimeSpan.FromSeconds(20), cancellation);
        Assert.Equal(2, await Rows());
    }

    [Fact]
    public async Task Write_in_progress_ends_before_the_connection_is_closed()
    {
        var inside = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var write = Writes.ExecuteOnce(async (services, token) =>
        {
            inside.SetResult();
            await release.Task;
            services.GetRequiredService<GatewayDbContext>().Exchanges.Add(Samples.Exchange());
            return (true, true);
        }, cancellation);
        await inside.Task;

        var closing = new Thread(Fixture.Get<SqliteGroupCommit>().Dispose);
        closing.Start();
        await Poll.Until(() => closing.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped);
        release.SetResult();

        await write;
        Assert.Equal(1, await Rows());
        closing.Join();
    }

    [Fact]
    public async Task Failed_commit_of_a_single_write_is_its_own_failure()
    {
        Fixture.Broken.BreakBeforeCommit(new SqliteException("disk I/O error", 10));

        await Assert.ThrowsAsync<SqliteException>(() => Write());

        await Write();
        Assert.Equal(1, await Rows());
    }

    // A full file: SQLite itself rolls the whole transaction back, the writes before it included.
    [Fact]
    public async Task Writes_run_again_alone_when_SQLite_rolls_their_transaction_back()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var first = Write();
        var attempts = 0;
        var filling = Writes.ExecuteOnce(async (services, token) =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
            if (attempts++ == 0)
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1", token);
                await db.Database.ExecuteSqlRawAsync(
                    "INSERT INTO key_ring (friendly_name, xml) VALUES ('k', hex(randomblob(1000000)))", token);
            }
            await db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1000000", token);
            db.Exchanges.Add(Samples.Exchange());
            return (true, true);
        }, cancellation);
        var last = Write();

        Gate.Leave();
        await Task.WhenAll(first, filling, last);

        Assert.Equal((2, 3), (attempts, await Rows()));
    }

    [Fact]
    public async Task Write_that_cannot_be_undone_is_committed_with_nothing_and_holds_nobody_up()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var first = Write();
        var failing = Writes.ExecuteOnce<bool>(async (services, token) =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
            db.Exchanges.Add(Samples.Exchange());
            await db.SaveChangesAsync(token);
            await db.Database.ExecuteSqlRawAsync("RELEASE SAVEPOINT \"write\"", token);
            throw new InvalidOperationException("The handler failed.");
        }, cancellation);
        var last = Write();

        Gate.Leave();

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.WaitAsync(TimeSpan.FromSeconds(20), cancellation));
        await Task.WhenAll(first, last).WaitAsync(TimeSpan.FromSeconds(20), cancellation);
        Assert.Equal(2, await Rows());
    }

    [Fact]
    public async Task Group_is_committed_though_the_next_writer_gives_up()
    {
        using var impatient = new CancellationTokenSource();
        await Gate.Enter(WritePriority.Request, cancellation);
        var first = Write();
        var next = Writes.ExecuteOnce((_, _) => Task.FromResult((true, true)), impatient.Token);
        await impatient.CancelAsync();

        Gate.Leave();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.Equal(1, await Rows());
    }

    [Fact]
    public async Task Many_writes_at_once_lose_nothing_and_leave_every_context_its_own_connection()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(
            () => number % 5 == 0 ? Assert.ThrowsAsync<InvalidOperationException>(() => Write(fails: true)) : Write(), cancellation)));

        Assert.Equal(160, await Rows());
        // Contexts come from a pool: one that kept a connection of others would show here.
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Rows()));
    }

    [Fact]
    public async Task Loser_of_a_race_in_one_group_sees_the_winner()
    {
        await Gate.Enter(WritePriority.Request, cancellation);
        var claims = Enumerable.Range(1, 2).Select(_ => Fixture.Get<IWriteTransactions>().Run(new TestWrite(async (scope, _) =>
        {
            var key = new RequestKey("s", "k", "content", 1, Fixture.Clock.GetUtcNow().AddDays(1));
            var winner = await scope.GetRequiredService<IRequestKeys>().Claim(key, Fixture.Clock.GetUtcNow(), cancellation);
            return (Outcome<string>)(winner is null ? "won" : "lost");
        }), cancellation)).ToList();

        Gate.Leave();

        Assert.Equal(["won", "lost"], (await Task.WhenAll(claims)).Select(claim => claim.Value));
    }

    private Task<bool> Write(bool fails = false) =>
        Write(() =>
        {
            if (fails)
                throw new InvalidOperationException("The handler failed.");
        }, saveBefore: fails);

    private Task<bool> Write(Action then, bool saveBefore = false) => Write(Writes, then, saveBefore);

    private static Task<bool> Write(DatabaseWrites writes) => Write(writes, () => { }, saveBefore: false);

    private static Task<bool> Write(DatabaseWrites writes, Action then, bool saveBefore) => writes.ExecuteOnce(async (services, token) =>
    {
        var db = services.GetRequiredService<GatewayDbContext>();
        db.Exchanges.Add(Samples.Exchange());
        if (saveBefore)
            await db.SaveChangesAsync(token);
        then();
        return (true, true);
    }, cancellation);

    private Task<int> Rows() => Fixture.Use(db => db.Exchanges.CountAsync(cancellation));
}
