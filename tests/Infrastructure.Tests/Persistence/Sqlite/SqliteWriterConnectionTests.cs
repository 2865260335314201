using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace GroundTransport.Infrastructure.Tests.Persistence.Sqlite;

public sealed class SqliteWriterConnectionTests : IDisposable
{
    private readonly SqliteFile file = new();
    private readonly SqliteWriterConnection connection;

    public SqliteWriterConnectionTests()
    {
        connection = new SqliteWriterConnection(file.ConnectionString);
        connection.Open();
        Execute("CREATE TABLE sums (a INTEGER PRIMARY KEY, b INTEGER)");
    }

    [Fact]
    public void Statement_that_runs_again_is_prepared_once()
    {
        var prepared = 0;
        // SQLite asks it once each time that it prepares a statement.
        sqlite3_set_authorizer(
            connection.Handle, (object _, int action, string _, string _, string _, string _) =>
            {
                prepared += action == SQLITE_INSERT ? 1 : 0;
                return SQLITE_OK;
            },
            null);

        for (var number = 1; number <= 3; number++)
            Execute("INSERT INTO sums VALUES ($a, $b)", ("$a", number), ("$b", 10 * number));

        Assert.Equal((1, 60L), (prepared, Ask("SELECT SUM(b) FROM sums")));
    }

    [Fact]
    public void Statement_runs_again_after_it_failed()
    {
        Execute("INSERT INTO sums VALUES ($a, 1)", ("$a", 1));
        Assert.Throws<SqliteException>(() => Execute("INSERT INTO sums VALUES ($a, 1)", ("$a", 1)));

        Assert.Equal(1, Execute("INSERT INTO sums VALUES ($a, 1)", ("$a", 2)));
    }

    [Fact]
    public void Statement_whose_rows_are_being_read_runs_a_second_time()
    {
        Execute("INSERT INTO sums VALUES (1, 1), (2, 1)");
        using var outer = Command("SELECT a FROM sums ORDER BY a");
        using var rows = outer.ExecuteReader();
        rows.Read();

        Assert.Equal(1L, Ask("SELECT a FROM sums ORDER BY a"));
        rows.Read();
        Assert.Equal(2L, rows.GetInt64(0));
    }

    [Fact]
    public void Statement_sees_a_column_that_was_added_since()
    {
        Execute("INSERT INTO sums VALUES (1, 1)");
        Ask("SELECT * FROM sums");
        Execute("ALTER TABLE sums ADD COLUMN c INTEGER DEFAULT 7");

        using var command = Command("SELECT * FROM sums");
        using var row = command.ExecuteReader();

        Assert.True(row.Read());
        Assert.Equal(3, row.FieldCount);
    }

    [Fact]
    public void Statement_belongs_to_the_transaction_in_which_it_runs()
    {
        for (var number = 1; number <= 2; number++)
        {
            using var transaction = connection.BeginTransaction();
            Execute("INSERT INTO sums VALUES ($a, 1)", ("$a", number));
            if (number == 2)
                transaction.Rollback();
            else
                transaction.Commit();
        }

        Assert.Equal(1L, Ask("SELECT COUNT(*) FROM sums"));
    }

    [Fact]
    public void Statements_of_any_number_take_little_memory()
    {
        for (var number = 1000; number < 1200; number++)
            Ask($"SELECT {number}");
        var few = MemoryOfStatements();

        for (var number = 2000; number < 4000; number++)
            Ask($"SELECT {number}");

        Assert.InRange(MemoryOfStatements(), 1, 2 * few);
    }

    [Fact]
    public void Pragmas_are_in_force()
    {
        Assert.Equal((2L, "wal", 1L), (Ask("PRAGMA synchronous"), Ask("PRAGMA journal_mode"), Ask("PRAGMA foreign_keys")));
    }

    public void Dispose()
    {
        connection.Dispose();
        file.Dispose();
    }

    private SqliteCommand Command(string text, params (string Name, long Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private int Execute(string text, params (string Name, long Value)[] values)
    {
        using var command = Command(text, values);
        return command.ExecuteNonQuery();
    }

    private object? Ask(string text)
    {
        using var command = Command(text);
        return command.ExecuteScalar();
    }

    private int MemoryOfStatements()
    {
        sqlite3_db_status(connection.Handle, SQLITE_DBSTATUS_STMT_USED, out var bytes, out _, 0);
        return bytes;
    }
}
