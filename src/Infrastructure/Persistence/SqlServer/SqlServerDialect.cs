using Microsoft.Data.SqlClient;

namespace GroundTransport.Infrastructure.Persistence.SqlServer;

/// <summary>SQL Server, at READ COMMITTED with row versioning (docs/operations.md).</summary>
public sealed class SqlServerDialect : Dialect
{
    private const int DataFileFull = 1105;
    private const int LogFileFull = 9002;
    private const int PrimaryKeyViolation = 2627;
    private const int UniqueIndexViolation = 2601;
    private const int DatabaseExists = 1801;

    public override string Name => "SQL Server";

    public override bool IsShared => true;

    public override bool IsUniqueViolation(Exception failure) => failure is SqlException { Number: PrimaryKeyViolation or UniqueIndexViolation };

    public override bool IsMadeByAnother(Exception failure) => failure is SqlException { Number: DatabaseExists };

    public override bool IsFull(Exception failure) => failure is SqlException { Number: DataFileFull or LogFileFull };

    public override string Instant(string parameter) =>
        $"COALESCE(CAST({parameter} AS bigint), DATEDIFF_BIG(millisecond, '1970-01-01', SYSUTCDATETIME()))";

    // HOLDLOCK: between its look and its insert a MERGE lets others in.
    protected override string Upsert(string table, string[] keys, (string Name, string Value)[] columns, string condition)
    {
        var names = columns.Select(column => column.Name).ToList();
        return $"""
            MERGE {table} WITH (HOLDLOCK) AS held
            USING (VALUES ({string.Join(", ", columns.Select(column => column.Value))})) AS given ({string.Join(", ", names)})
            ON {string.Join(" AND ", keys.Select(key => $"held.{key} = given.{key}"))}
            WHEN MATCHED AND {condition} THEN UPDATE SET {string.Join(", ", names.Except(keys).Select(name => $"{name} = given.{name}"))}
            WHEN NOT MATCHED THEN INSERT ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => $"given.{name}"))});
            """;
    }

    // READPAST steps over rows that others are claiming. Not where earlier rows are looked for: stepping over one would
    // let a later one out before it.
    protected override string Claim(string due, string sets) =>
        $$"""
        WITH claimable AS (
            SELECT TOP ({5}) * FROM post_backs AS due WITH (ROWLOCK, UPDLOCK, READPAST) WHERE {{due}}
            ORDER BY due.due_at, due.id)
        UPDATE claimable SET {{sets}} OUTPUT inserted.*
        """;
}
