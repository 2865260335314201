using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.StartUp;

/// <summary>The migrations, really run.</summary>
public abstract class MigrationFacts(DatabaseUnderTest on) : Facts<TestDatabase>(() => TestDatabase.Create(on))
{
    [Fact]
    public async Task Migrations_go_down_one_by_one_and_up_again_to_the_same_schema()
    {
        var before = await Schema();
        var names = await Ground.Use(db => Task.FromResult(db.Database.GetMigrations().ToList()));

        foreach (var target in names.SkipLast(1).Reverse().Append(Migration.InitialDatabase))
        {
            await To(target);
            Assert.Equal(target == Migration.InitialDatabase ? [] : names.TakeWhile(name => name != target).Append(target),
                await Ground.Use(db => db.Database.GetAppliedMigrationsAsync()));
        }
        Assert.Empty(await Schema());
        foreach (var target in names)
            await To(target);

        Assert.Equal(before, await Schema());
        await EveryTableTakesARow();
    }

    [Fact]
    public async Task Migrations_go_all_down_and_all_up_again()
    {
        var before = await Schema();

        await To(Migration.InitialDatabase);
        await Ground.Use(db => db.Database.MigrateAsync());

        Assert.Equal(before, await Schema());
        await EveryTableTakesARow();
    }

    [Fact]
    public async Task Migrations_that_many_nodes_begin_at_once_are_made_once_and_all_wait_for_them()
    {
        var before = await Schema();
        // SQLite has one process, and that migrates before anything else.
        var nodes = Enumerable.Range(0, Ground.Get<Dialect>().IsShared ? 6 : 1).Select(_ => Ground.Process()).ToList();
        for (var round = 0; round < 3; round++)
        {
            await To(Migration.InitialDatabase);

            Assert.All(await Task.WhenAll(nodes.Select(node => Task.Run(() => Migrate(node)))), Assert.Null);

            Assert.Equal(before, await Schema());
        }

        static async Task<string?> Migrate(IServiceProvider node)
        {
            await using var scope = node.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<Migrator>().Migrate(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Migrations_lead_to_the_schema_that_the_model_says()
    {
        var migrated = await Schema();
        await To(Migration.InitialDatabase);
        // Not EnsureCreated: what the migrations leave of themselves counts as a database for it.
        await Ground.Use(db => db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync());

        Assert.Equal(await Schema(), migrated);
    }

    private Task To(string migration) => Ground.Use(db => db.GetService<IMigrator>().MigrateAsync(migration));

    /// <summary>Without the tables of the migrations themselves.</summary>
    private async Task<IReadOnlyList<string>> Schema() =>
        [.. (await Ground.Use(db => db.Database.SqlQueryRaw<string>(on.Schema).ToListAsync()))
            .Where(line => !line.Contains("__EFMigrations", StringComparison.Ordinal)
            && !line.Contains("sqlite_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task EveryTableTakesARow()
    {
        foreach (var row in Samples.Rows.Values)
            await Ground.Add(row());
    }
}
