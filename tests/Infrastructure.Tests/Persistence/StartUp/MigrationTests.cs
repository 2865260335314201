using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.PostgreSql;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GroundTransport.Infrastructure.Tests.Persistence.StartUp;

/// <summary>The contexts and their migrations, compared without a server.</summary>
public sealed class MigrationTests
{
    public static TheoryData<DatabaseProvider> Providers => [.. Enum.GetValues<DatabaseProvider>()];

    public static TheoryData<DatabaseProvider> OtherProviders => [.. Enum.GetValues<DatabaseProvider>().Except([DatabaseProvider.Sqlite])];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Model_has_no_pending_change(DatabaseProvider provider)
    {
        using var context = Context(provider);

        Assert.False(context.Database.HasPendingModelChanges(), "tools/add-migration NAME adds one to each database.");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Migration_has_up_and_down_operations(DatabaseProvider provider)
    {
        using var context = Context(provider);
        var migrator = context.GetService<IMigrator>();

        var steps = context.Database.GetMigrations().Prepend(Migration.InitialDatabase).ToList();
        foreach (var (from, to) in steps.Zip(steps.Skip(1)))
        {
            Assert.Contains(to, migrator.GenerateScript(from, to), StringComparison.Ordinal);
            var operations = context.GetService<IMigrationsAssembly>();
            var migration = operations.CreateMigration(operations.Migrations[to], context.Database.ProviderName!);
            Assert.NotEmpty(migration.UpOperations);
            Assert.NotEmpty(migration.DownOperations);
            Assert.NotEmpty(migrator.GenerateScript(to, from));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Keys_that_differ_in_case_are_different(DatabaseProvider provider)
    {
        using var context = Context(provider);

        context.Add(new FleetRow("LML", "xa", 0, 0));
        context.Add(new FleetRow("LML", "Xa", 0, 0));

        Assert.Equal(2, context.ChangeTracker.Entries().Count());
        var texts = context.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(string));
        Assert.All(texts, text => Assert.False(text.GetKeyValueComparer().Equals("a", "A"), $"{text}"));
        Assert.All(texts, text => Assert.False(text.GetProviderValueComparer().Equals("a", "A"), $"{text}"));
    }

    [Theory]
    [MemberData(nameof(OtherProviders))]
    public void Model_differs_from_SQLites_only_in_types(DatabaseProvider provider)
    {
        using var sqlite = Context(DatabaseProvider.Sqlite);
        using var other = Context(provider);

        Assert.Equal(Described(sqlite), Described(other));
    }

    [Theory]
    [MemberData(nameof(OtherProviders))]
    public void Migrations_have_the_same_names_and_order_as_SQLites(DatabaseProvider provider)
    {
        using var sqlite = Context(DatabaseProvider.Sqlite);
        using var other = Context(provider);

        Assert.Equal("Initial", Names(sqlite)[0]);
        Assert.Equal(Names(sqlite), Names(other));
    }

    internal static GatewayDbContext Context(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.PostgreSql => new PostgreSqlGatewayDbContext(
            new DbContextOptionsBuilder<PostgreSqlGatewayDbContext>().UseNpgsql("Host=nowhere").Options),
        DatabaseProvider.SqlServer => new SqlServerGatewayDbContext(
            new DbContextOptionsBuilder<SqlServerGatewayDbContext>().UseSqlServer("Server=nowhere").Options),
        DatabaseProvider.Sqlite => new SqliteGatewayDbContext(
            new DbContextOptionsBuilder<SqliteGatewayDbContext>().UseSqlite("Data Source=nowhere").Options),
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "Unknown database"),
    };

    private static List<string> Names(GatewayDbContext context) =>
        [.. context.Database.GetMigrations().Select(id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..])];

    private static List<string> Described(GatewayDbContext context)
    {
        var model = context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        return [.. model.Tables.OrderBy(table => table.Name, StringComparer.Ordinal).SelectMany(Described)];
    }

    private static IEnumerable<string> Described(ITable table)
    {
        string[] lines =
        [
            .. table.Columns.Select(column => $"{column.Name} null: {column.IsNullable} longest: {column.MaxLength} concurrency: "
                + $"{column.PropertyMappings.Any(mapping => mapping.Property.IsConcurrencyToken)}"),
            $"primary key: {Columns(table.PrimaryKey?.Columns)}",
            .. table.UniqueConstraints.Select(unique => $"unique: {Columns(unique.Columns)}"),
            .. table.Indexes.Select(index => $"index {index.Name}: {Columns(index.Columns)} unique: {index.IsUnique}"),
            .. table.ForeignKeyConstraints.Select(key => $"foreign key: {Columns(key.Columns)} of {key.PrincipalTable.Name}"),
        ];
        return lines.Order(StringComparer.Ordinal).Select(line => $"{table.Name}: {line}");
    }

    private static string Columns(IEnumerable<IColumn>? columns) => string.Join(", ", columns?.Select(column => column.Name) ?? []);
}
