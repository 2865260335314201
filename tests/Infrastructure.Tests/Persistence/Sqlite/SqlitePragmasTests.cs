using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

public class SqlitePragmasTests
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pragmas_are_set_on_a_new_and_on_each_reopened_connection()
    {
        using var file = new SqliteFile();
        for (var opened = 0; opened < 2; opened++)
        {
            await using var context = file.Open();
            await AssertInForce(context, "wal");
        }
    }

    [Fact]
    public async Task Pragmas_are_set_on_a_connection_opened_synchronously()
    {
        using var file = new SqliteFile();
        await using var context = file.Open();
        context.Database.OpenConnection();

        await AssertInForce(context, "wal");
    }

    [Fact]
    public async Task Pragmas_accept_a_database_in_memory_without_wal()
    {
        await using var context = SqliteFile.Open("Data Source=:memory:");
        await context.Database.OpenConnectionAsync(cancellation);

        await AssertInForce(context, "memory");
    }

    [Fact]
    public async Task Pragmas_reset_the_state_of_a_pooled_connection()
    {
        using var file = new SqliteFile();
        await using (var raw = new SqliteConnection(file.ConnectionString))
        {
            await raw.OpenAsync(cancellation);
            await using var command = raw.CreateCommand();
            command.CommandText = "PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA busy_timeout=0;";
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await using var context = file.Open();
        await AssertInForce(context, "wal");
    }

    [Fact]
    public async Task Saving_a_row_without_its_parent_is_refused()
    {
        using var file = new SqliteFile();
        await using var context = file.Open();
        await context.Database.EnsureCreatedAsync(cancellation);
        context.Marks.Add(new Mark { TallyId = 404 });

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(cancellation));

        Assert.Contains("FOREIGN KEY", refused.InnerException!.Message, StringComparison.Ordinal);
    }

    private static async Task AssertInForce(TallyContext context, string journalMode)
    {
        Assert.Equal(journalMode, await context.Ask<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode"));
        Assert.Equal(2, await context.Ask<int>($"SELECT synchronous AS Value FROM pragma_synchronous"));
        Assert.Equal(5000, await context.Ask<int>($"SELECT timeout AS Value FROM pragma_busy_timeout"));
        Assert.Equal(2, await context.Ask<int>($"SELECT temp_store AS Value FROM pragma_temp_store"));
        Assert.Equal(1, await context.Ask<int>($"SELECT foreign_keys AS Value FROM pragma_foreign_keys"));
    }
}
