using Npgsql;

namespace GroundTransport.Infrastructure.Persistence.PostgreSql;

/// <summary>PostgreSQL at READ COMMITTED, its default: each statement sees what was committed before it began.</summary>
public sealed class PostgreSqlDialect : Dialect
{
    /// <summary>An arbitrary number; no other program may use it as an advisory lock in the same database.</summary>
    private const long MigrationLock = 4_707_161_310_203_315;

    public override string Name => "PostgreSQL";

    public override bool IsShared => true;

    public override bool IsUniqueViolation(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool MayHaveCreatedDatabase(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation };

    public override bool IsDiskFull(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    // EF Core's lock on a table ends with each migration's transaction: another node could apply the next migration in between.
    public override string TryLockMigration => $"SELECT pg_try_advisory_lock({MigrationLock}) AS \"Value\"";

    public override string UnlockMigration => $"SELECT pg_advisory_unlock({MigrationLock})";

    // statement_timestamp(), not clock_timestamp(): a volatile function prevents the use of an index.
    public override string Now(string parameter) =>
        $"COALESCE(CAST({parameter} AS bigint), CAST(extract(epoch FROM statement_timestamp()) * 1000 AS bigint))";

    // MATERIALIZED: a plan that ran the inner query more than once would lock more rows than the statement returns.
    protected override string ClaimMessages(string table, string dueCondition, string assignments) =>
        $$"""
        WITH claimable AS MATERIALIZED (
            SELECT due.id FROM {{table}} AS due WHERE {{dueCondition}}
            ORDER BY due.due_at, due.id LIMIT {5} FOR UPDATE OF due SKIP LOCKED)
        UPDATE {{table}} AS claimed SET {{assignments}} FROM claimable WHERE claimed.id = claimable.id
        RETURNING claimed.*
        """;
}
