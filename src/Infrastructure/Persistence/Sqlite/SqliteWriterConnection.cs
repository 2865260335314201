using System.Data;
using Microsoft.Data.Sqlite;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>
/// The connection on which everything is written. Its statements stay prepared: the driver would have SQLite parse each one anew, which
/// costs more than to run it.
/// </summary>
internal sealed class SqliteWriterConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>The texts are few, except for lists of values of any length.</summary>
    private const int MaxStatements = 300;

    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    public override void Open()
    {
        base.Open();
        SqlitePragmas.Set(this);
    }

    public override SqliteCommand CreateCommand() =>
        new Command(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    private Statement Prepared(string text)
    {
        if (statements.TryGetValue(text, out var known))
            return known;
        if (statements.Count == MaxStatements)
        {
            foreach (var (idle, statement) in statements.Where(entry => !entry.Value.IsRunning))
            {
                statement.Dispose();
                statements.Remove(idle);
            }
        }
        return statements[text] = new Statement(text, this);
    }

    /// <summary>A command that is created, run and disposed of. It runs as the prepared statement with its text.</summary>
    private sealed class Command(SqliteWriterConnection connection) : SqliteCommand("", connection)
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            var statement = connection.Prepared(CommandText);
            return statement.IsRunning ? base.ExecuteReader(behavior) : statement.Run(this, behavior);
        }
    }

    /// <summary>SQLite prepares it when it runs for the first time.</summary>
    private sealed class Statement(string text, SqliteConnection connection) : SqliteCommand(text, connection)
    {
        public bool IsRunning => DataReader is not null;

        public SqliteDataReader Run(SqliteCommand command, CommandBehavior behavior)
        {
            (Transaction, CommandTimeout) = (command.Transaction, command.CommandTimeout);
            Parameters.Clear();
            foreach (SqliteParameter parameter in command.Parameters)
                Parameters.Add(parameter);
            return ExecuteReader(behavior);
        }
    }
}
