using Microsoft.Data.Sqlite;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>SQLite lives in the one process that uses it: that process's clock is the database's.</summary>
public sealed class SqliteDialect(SqliteWriteGate gate) : Dialect
{
    private const int Full = 13;
    private const int Constraint = 19;
    private const int PrimaryKey = 1555;
    private const int Unique = 2067;

    /// <summary>The version of the bundled library (docs/decisions/0017), such as <c>3.50.4</c>.</summary>
    public static string LibraryVersion
    {
        get
        {
            using var connection = new SqliteConnection();
            return connection.ServerVersion;
        }
    }

    public override string Name => $"SQLite {LibraryVersion}";

    public override bool IsShared => false;

    public override async ValueTask<IDisposable?> EnterWrite(CancellationToken ct) => await gate.EnterAsync(ct);

    public override bool IsUniqueViolation(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: PrimaryKey or Unique };

    public override bool IsFull(Exception failure) => failure is SqliteException { SqliteErrorCode: Full };

    public override string Instant(string parameter) => parameter;

    protected override string Claim(string due, string sets) =>
        $$"""
        UPDATE post_backs SET {{sets}}
        WHERE id IN (SELECT due.id FROM post_backs AS due WHERE {{due}} ORDER BY due.due_at, due.id LIMIT {5})
        RETURNING *
        """;
}
