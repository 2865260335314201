using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

/// <summary>A database file in a directory of its own, deleted after the test.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("groundtransport-");

    public string Path => System.IO.Path.Combine(directory.FullName, "gateway.db");

    public string ConnectionString => $"Data Source={Path}";

    public TallyContext Open() => Open(ConnectionString);

    public static TallyContext Open(string connectionString) => new(
        new DbContextOptionsBuilder<TallyContext>().UseSqlite(connectionString).AddInterceptors(new SqlitePragmas()).Options);

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        directory.Delete(recursive: true);
    }
}

internal sealed class TallyContext(DbContextOptions<TallyContext> options) : DbContext(options)
{
    public DbSet<Tally> Tallies => Set<Tally>();

    public DbSet<Mark> Marks => Set<Mark>();

    public async Task<T> Ask<T>(FormattableString sql) =>
        (await Database.SqlQuery<T>(sql).ToListAsync(TestContext.Current.CancellationToken)).Single();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Mark>().HasOne<Tally>().WithMany().HasForeignKey(mark => mark.TallyId);
}

internal sealed class Tally
{
    public int Id { get; set; }

    public int Count { get; set; }
}

internal sealed class Mark
{
    public int Id { get; set; }

    public int TallyId { get; set; }
}
