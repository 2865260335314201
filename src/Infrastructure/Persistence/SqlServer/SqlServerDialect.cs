using Microsoft.Data.SqlClient;

namespace GroundTransport.Infrastructure.Persistence.SqlServer;

/// <summary>SQL Server, at READ COMMITTED with row versioning (docs/operations.md).</summary>
public sealed class SqlServerDialect : Dialect
{
    private const int PrimaryKeyViolation = 2627;
    private const int UniqueIndexViolation = 2601;

    public override string Name => "SQL Server";

    public override bool IsShared => true;

    public override bool IsUniqueViolation(Exception failure) => failure is SqlException { Number: PrimaryKeyViolation or UniqueIndexViolation };

    public override string Instant(string parameter) =>
        $"COALESCE(CAST({parameter} AS bigint), DATEDIFF_BIG(millisecond, '1970-01-01', SYSUTCDATETIME()))";

    // HOLDLOCK: between its look and its insert a MERGE lets others in.
    public override string Upsert(string table, string[] keys, string[] columns, string condition) =>
        $"""
        MERGE {table} WITH (HOLDLOCK) AS held
        USING (VALUES ({Parameters(columns.Length)})) AS given ({string.Join(", ", columns)})
        ON {string.Join(" AND ", keys.Select(key => $"held.{key} = given.{key}"))}
        WHEN MATCHED AND {condition} THEN UPDATE SET {string.Join(", ", columns.Except(keys).Select(column => $"{column} = given.{column}"))}
        WHEN NOT MATCHED THEN INSERT ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => $"given.{column}"))});
        """;

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
