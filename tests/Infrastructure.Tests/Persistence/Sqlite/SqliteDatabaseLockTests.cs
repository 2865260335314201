using System.Diagnostics;
using GroundTransport.Infrastructure.Persistence.Sqlite;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

public class SqliteDatabaseLockTests
{
    [Fact]
    public void Acquire_while_another_holds_the_lock_is_refused_with_the_path_and_what_to_do()
    {
        using var file = new SqliteFile();
        using var held = SqliteDatabaseLock.Acquire(file.ConnectionString);

        var refused = Assert.Throws<SqliteDatabaseInUseException>(() => SqliteDatabaseLock.Acquire(file.ConnectionString));

        Assert.Equal(file.Path + ".lock", held.LockFile);
        Assert.Equal(file.Path, refused.Database);
        Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("GroundTransport:ConnectionStrings:Gateway", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Acquire_by_another_spelling_or_a_link_finds_the_same_lock()
    {
        using var file = new SqliteFile();
        using var held = SqliteDatabaseLock.Acquire(file.ConnectionString);
        var link = file.Path + ".link";
        File.CreateSymbolicLink(link, file.Path);
        var roundabout = Path.Combine(Path.GetDirectoryName(file.Path)!, ".", "x", "..", "gateway.db");

        Assert.Throws<SqliteDatabaseInUseException>(() => SqliteDatabaseLock.Acquire($"Data Source={link}"));
        Assert.Throws<SqliteDatabaseInUseException>(() => SqliteDatabaseLock.Acquire($"Filename={roundabout};Cache=Shared"));
    }

    [Fact]
    public void Acquire_after_release_or_over_a_file_left_by_a_crash_succeeds()
    {
        using var file = new SqliteFile();
        SqliteDatabaseLock.Acquire(file.ConnectionString).Dispose();
        Assert.True(File.Exists(file.Path + ".lock"));

        using var again = SqliteDatabaseLock.Acquire(file.ConnectionString);
        Assert.NotNull(again.LockFile);
    }

    [Fact]
    public void Acquire_creates_the_directory_of_the_database()
    {
        using var file = new SqliteFile();
        var nested = Path.Combine(Path.GetDirectoryName(file.Path)!, "data", "gateway.db");

        using var held = SqliteDatabaseLock.Acquire($"Data Source={nested}");

        Assert.True(Directory.Exists(Path.GetDirectoryName(nested)));
    }

    [Fact]
    public void Acquire_of_two_databases_in_one_directory_succeeds()
    {
        using var file = new SqliteFile();

        using var one = SqliteDatabaseLock.Acquire(file.ConnectionString);
        using var other = SqliteDatabaseLock.Acquire(file.ConnectionString + "2");

        Assert.NotEqual(one.LockFile, other.LockFile);
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=shared;Mode=Memory;Cache=Shared")]
    public void Acquire_in_memory_creates_no_file(string connectionString)
    {
        using var one = SqliteDatabaseLock.Acquire(connectionString);
        using var other = SqliteDatabaseLock.Acquire(connectionString);

        Assert.Null(one.LockFile);
        Assert.Null(other.LockFile);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Data Source=file:gateway.db?cache=shared")]
    [InlineData("Data Source=|DataDirectory|/gateway.db")]
    public void Acquire_without_a_plain_path_is_refused(string connectionString) =>
        Assert.Throws<ArgumentException>(() => SqliteDatabaseLock.Acquire(connectionString));

    [Fact]
    public async Task Acquire_while_a_second_process_holds_the_lock_is_refused_and_succeeds_once_that_is_killed()
    {
        using var file = new SqliteFile();
        using var process = StartFlock(file.Path, "echo held; exec cat");
        Assert.Equal("held", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        Assert.Throws<SqliteDatabaseInUseException>(() => SqliteDatabaseLock.Acquire(file.ConnectionString));

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Null(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        SqliteDatabaseLock.Acquire(file.ConnectionString).Dispose();
    }

    [Fact]
    public async Task Acquire_by_a_second_process_is_refused_while_this_one_holds_the_lock()
    {
        using var file = new SqliteFile();
        using var held = SqliteDatabaseLock.Acquire(file.ConnectionString);

        using var process = StartFlock(file.Path, "true");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
    }

    /// <summary>On Linux .NET's FileShare.None is an flock, so util-linux's flock acts as another gateway.</summary>
    private static Process StartFlock(string database, string thenRun)
    {
        const string flock = "/usr/bin/flock";
        Assert.SkipUnless(File.Exists(flock), $"needs {flock}");
        return Process.Start(new ProcessStartInfo(flock, ["--nonblock", database + ".lock", "--command", thenRun])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }
}
