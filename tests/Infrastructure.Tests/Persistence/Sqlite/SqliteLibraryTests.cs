using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

/// <summary>The SQLite that is bundled (docs/decisions/0017).</summary>
public class SqliteLibraryTests
{
    [Fact]
    public async Task LibraryVersion_is_the_one_that_answers_queries()
    {
        using var file = new SqliteFile();
        await using var context = file.Open();

        Assert.Equal(SqliteDialect.LibraryVersion, await context.Ask<string>($"SELECT sqlite_version() AS Value"));
    }

    [Fact]
    public void LibraryVersion_is_the_first_with_the_fix_of_CVE_2025_7709_or_later() =>
        Assert.True(Version.Parse(SqliteDialect.LibraryVersion) >= new Version(3, 50, 3), SqliteDialect.LibraryVersion);

    [Fact]
    public void Library_is_the_bundled_one_and_the_only_copy_because_two_would_break_each_others_file_locks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        Assert.NotEmpty(SqliteDialect.LibraryVersion);

        var loaded = File.ReadLines("/proc/self/maps")
            .Where(line => line.Contains('/'))
            .Select(line => Path.GetFileName(line))
            .Where(name => name.StartsWith("libsqlite3.so", StringComparison.Ordinal) || name == "libe_sqlite3.so")
            .Distinct();

        Assert.Equal("libe_sqlite3.so", Assert.Single(loaded));
    }

    [Fact]
    public async Task Returning_yields_the_rows_of_an_update()
    {
        using var file = new SqliteFile();
        await using var context = file.Open();
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        context.Tallies.AddRange(new Tally { Id = 1, Count = 10 }, new Tally { Id = 2, Count = 20 });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);

        var claimed = await context.Database
            .SqlQuery<int>($"UPDATE Tallies SET Count = Count + 1 WHERE Id = 2 RETURNING Count AS Value")
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([21], claimed);
    }

    [Fact]
    public async Task Json_extract_reads_a_text_column()
    {
        using var file = new SqliteFile();
        await using var context = file.Open();
        const string details = """{"schema":1,"passenger":{"lastName":"Müller"}}""";

        Assert.Equal("Müller", await context.Ask<string>($"SELECT json_extract({details}, '$.passenger.lastName') AS Value"));
    }
}
