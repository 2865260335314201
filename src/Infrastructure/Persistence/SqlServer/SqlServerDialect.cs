using Microsoft.Data.SqlClient;

namespace GroundTransport.Infrastructure.Persistence.SqlServer;

/// <summary>SQL Server, at READ COMMITTED with row versioning (docs/operations.md).</summary>
public sealed class SqlServerDialect : Dialect
{
    private const int DataFileFull = 1105;
    private const int LogFileFull = 9002;
    private const int FileGroupFull = 1101;
    private const int AzureQuotaReached = 40544;
    private const int PrimaryKeyViolation = 2627;
    private const int UniqueIndexViolation = 2601;
    private const int DatabaseExists = 1801;
    private const int Timeout = -2;
    private const string TurnOnRowVersioning = "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE";

    public override string Name => "SQL Server";

    public override bool IsShared => true;

    public override bool IsUniqueViolation(Exception failure) =>
        failure is SqlException { Number: PrimaryKeyViolation or UniqueIndexViolation };

    // EF Core turns row versioning on in a database that it has created, and waits for everybody who has connected meanwhile.
    public override bool MayHaveCreatedDatabase(Exception failure) =>
        failure is SqlException { Number: DatabaseExists } || HasTimedOut(failure);

    // The driver has no exception of its own for it.
    public override bool IsPoolExhausted(Exception failure) => failure is InvalidOperationException
        && failure.Source == typeof(SqlException).Assembly.GetName().Name
        && failure.Message.Contains("max pool size", StringComparison.Ordinal);

    public override bool IsDiskFull(Exception failure) =>
        failure is SqlException { Number: DataFileFull or FileGroupFull or LogFileFull or AzureQuotaReached };

    public override string SelectMissingOption => $"""
        SELECT '{TurnOnRowVersioning}' AS "Value" FROM sys.databases
        WHERE database_id = DB_ID() AND is_read_committed_snapshot_on = 0
        """;

    public override string Now(string parameter) =>
        $"COALESCE(CAST({parameter} AS bigint), DATEDIFF_BIG(millisecond, '1970-01-01', SYSUTCDATETIME()))";

    /// <summary>Whether a statement, or a lock that it waited for, took longer than the command timeout.</summary>
    internal static bool HasTimedOut(Exception failure) => failure is SqlException { Number: Timeout };

    // HOLDLOCK: without it another MERGE can insert the row between this one's search and its insert.
    // The keys are compared with the values themselves: a column of the source would bring the database's collation, and two
    // collations can't be compared.
    protected override string Upsert(string table, string[] keys, (string Name, string Value)[] columns, string condition)
    {
        var matches = columns.Where(column => keys.Contains(column.Name)).Select(column => $"held.{column.Name} = {column.Value}");
        var updates = columns.Where(column => !keys.Contains(column.Name)).Select(column => $"{column.Name} = {column.Value}");
        return $"""
            MERGE {table} WITH (HOLDLOCK) AS held
            USING (SELECT 1 AS one) AS given
            ON {string.Join(" AND ", matches)}
            WHEN MATCHED AND {condition} THEN UPDATE SET {string.Join(", ", updates)}
            WHEN NOT MATCHED THEN INSERT ({string.Join(", ", columns.Select(column => column.Name))})
                VALUES ({string.Join(", ", columns.Select(column => column.Value))});
            """;
    }

    // READPAST skips rows that others are claiming. The search for earlier rows doesn't have it: if it skipped one, a later
    // message of the same reservation would be sent before it.
    // READCOMMITTEDLOCK: under row versioning READPAST requires it, and it excludes ROWLOCK (one granularity hint per table).
    // If SQL Server locks pages nevertheless, a claim returns fewer rows, never too many.
    protected override string ClaimMessages(string table, string dueCondition, string assignments) =>
        $$"""
        WITH claimable AS (
            SELECT TOP ({5}) * FROM {{table}} AS due WITH (UPDLOCK, READPAST, READCOMMITTEDLOCK) WHERE {{dueCondition}}
            ORDER BY due.due_at, due.id)
        UPDATE claimable SET {{assignments}} OUTPUT inserted.*
        """;
}
