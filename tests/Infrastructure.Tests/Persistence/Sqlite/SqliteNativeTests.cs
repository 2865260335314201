using System.Runtime.InteropServices;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

public class SqliteNativeTests
{
    [Fact]
    public async Task Version_is_the_one_that_answers_queries_and_knows_what_our_sql_needs()
    {
        using var file = new SqliteFile();
        await using var context = file.Open();

        var answered = await context.Ask<string>($"SELECT sqlite_version() AS Value");

        Assert.Equal(SqliteNative.Version, answered);
        Assert.True(Version.Parse(answered) >= new Version(3, 35), answered);
    }

    [Fact]
    public void Source_is_the_system_library_where_one_with_json_built_in_is_installed()
    {
        Assert.SkipUnless(NativeLibrary.TryLoad("libsqlite3.so.0", out var handle), "no system SQLite on this machine");
        var version = Marshal.GetDelegateForFunctionPointer<VersionNumber>(
            NativeLibrary.GetExport(handle, "sqlite3_libversion_number"))();
        NativeLibrary.Free(handle);
        Assert.SkipUnless(version >= 3_038_000, $"the system's SQLite is {version}");

        Assert.Equal("system libsqlite3.so.0", SqliteNative.Source);
    }

    [Fact]
    public void Source_names_the_only_copy_loaded_because_two_would_break_each_others_file_locks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        Assert.NotEmpty(SqliteNative.Version);
        var named = SqliteNative.Source.StartsWith("system", StringComparison.Ordinal) ? "libsqlite3.so" : "libe_sqlite3.so";

        var loaded = File.ReadLines("/proc/self/maps")
            .Where(line => line.Contains('/'))
            .Select(line => Path.GetFileName(line))
            .Where(name => name.StartsWith("libsqlite3.so", StringComparison.Ordinal) || name == "libe_sqlite3.so")
            .Distinct();

        Assert.StartsWith(named, Assert.Single(loaded), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returning_answers_the_rows_that_an_update_claimed()
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
    public async Task Json_extract_reads_inside_a_text_column()
    {
        using var file = new SqliteFile();
        await using var context = file.Open();
        const string details = """{"schema":1,"passenger":{"lastName":"Müller"}}""";

        Assert.Equal("Müller", await context.Ask<string>($"SELECT json_extract({details}, '$.passenger.lastName') AS Value"));
    }

    private delegate int VersionNumber();
}
