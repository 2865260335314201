using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>SQLite runs inside the one process that uses it: the process's clock is the database's.</summary>
public sealed class SqliteDialect(SqliteGroupCommit commits) : Dialect
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

    // EF Core's lock on SQLite is a table: a process that was killed during a migration leaves it behind, and every later
    // migration would wait forever. This process holds the database's lock file, so no other one is migrating.
    public override string RemoveStaleMigrationLock => "DROP TABLE IF EXISTS __EFMigrationsLock";

    // VACUUM INTO reads one snapshot: bookings continue in the meantime, and the copy needs no journal.
    public override string Backup => "VACUUM INTO {0}";

    public override string SelectDamages => "SELECT integrity_check AS Value FROM pragma_integrity_check";

    public override string FindFile(string connectionString) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    public override Task<IDatabaseTransaction> BeginWrite(DbContext db, WritePriority priority, bool alone, CancellationToken ct) =>
        commits.Begin(db, priority, alone, ct);

    public override bool IsUniqueViolation(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: PrimaryKey or Unique };

    public override bool IsDiskFull(Exception failure) => failure is SqliteException { SqliteErrorCode: Full };

    public override string Now(string parameter) => parameter;

    protected override string ClaimMessages(string table, string dueCondition, string assignments) =>
        $$"""
        UPDATE {{table}} SET {{assignments}}
        WHERE id IN (SELECT due.id FROM {{table}} AS due WHERE {{dueCondition}} ORDER BY due.due_at, due.id LIMIT {5})
        RETURNING *
        """;
}
