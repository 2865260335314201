using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.StartUp;

/// <summary>The migrations, run on a database.</summary>
public abstract class MigrationTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    [Fact]
    public async Task Migrations_down_one_by_one_and_up_again_yield_the_same_schema()
    {
        var before = await Schema();
        var names = await Fixture.Use(db => Task.FromResult(db.Database.GetMigrations().ToList()));

        foreach (var target in names.SkipLast(1).Reverse().Append(Migration.InitialDatabase))
        {
            await To(target);
            Assert.Equal(target == Migration.InitialDatabase ? [] : names.TakeWhile(name => name != target).Append(target),
                await Fixture.Use(db => db.Database.GetAppliedMigrationsAsync()));
        }
        Assert.Empty(await Schema());
        foreach (var target in names)
            await To(target);

        Assert.Equal(before, await Schema());
        await EveryTableTakesARow();
    }

    [Fact]
    public async Task Migrations_down_to_none_and_up_again_succeed()
    {
        var before = await Schema();

        await To(Migration.InitialDatabase);
        await Fixture.Use(db => db.Database.MigrateAsync());

        Assert.Equal(before, await Schema());
        await EveryTableTakesARow();
    }

    [Fact]
    public async Task Migrations_started_by_many_nodes_run_once_and_all_wait()
    {
        var before = await Schema();
        // SQLite has one process, which migrates before anything else.
        var nodes = Enumerable.Range(0, Fixture.Get<Dialect>().IsShared ? 6 : 1).Select(_ => Fixture.Process()).ToList();
        for (var round = 0; round < 3; round++)
        {
            await To(Migration.InitialDatabase);

            Assert.All(await Task.WhenAll(nodes.Select(node => Task.Run(() => Migrate(node)))), Assert.Null);

            Assert.Equal(before, await Schema());
        }

        static async Task<NotReady?> Migrate(IServiceProvider node)
        {
            await using var scope = node.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<Migrator>().Migrate(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Migrations_may_take_as_long_as_they_need()
    {
        await To(Migration.InitialDatabase);
        Fixture.Sent.Clear();

        await using var scope = Fixture.Scope();
        Assert.Null(await scope.ServiceProvider.GetRequiredService<Migrator>().Migrate(TestContext.Current.CancellationToken));
        await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Vendors.AnyAsync();

        var migrations = Fixture.Sent.Commands.Where(command => command.Text.Contains("CREATE TABLE", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(migrations);
        Assert.All(migrations, command => Assert.Equal(0, command.Timeout));
        Assert.Equal(30, Fixture.Sent.Commands[^1].Timeout);
    }

    [Fact]
    public async Task Migrations_yield_the_schema_of_the_model()
    {
        var migrated = await Schema();
        await To(Migration.InitialDatabase);
        // Not EnsureCreated: for it the migrations' own tables already are a database.
        await Fixture.Use(db => db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync());

        Assert.Equal(await Schema(), migrated);
    }

    private Task To(string migration) => Fixture.Use(db => db.GetService<IMigrator>().MigrateAsync(migration));

    /// <summary>Without the tables of the migrations themselves.</summary>
    private async Task<IReadOnlyList<string>> Schema() =>
        [.. (await Fixture.Use(db => db.Database.SqlQueryRaw<string>(on.Schema).ToListAsync()))
            .Where(line => !line.Contains("__EFMigrations", StringComparison.Ordinal)
            && !line.Contains("sqlite_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task EveryTableTakesARow()
    {
        foreach (var row in Samples.Rows.Values)
            await Fixture.Add(row());
    }
}
