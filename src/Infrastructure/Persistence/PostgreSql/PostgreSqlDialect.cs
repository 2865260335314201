using Npgsql;

namespace GroundTransport.Infrastructure.Persistence.PostgreSql;

/// <summary>PostgreSQL, at its default isolation: each statement sees what was committed before it began.</summary>
public sealed class PostgreSqlDialect : Dialect
{
    /// <summary>Any number that no other program on the same database locks.</summary>
    private const long MigrationLock = 4_707_161_310_203_315;

    public override string Name => "PostgreSQL";

    public override bool IsShared => true;

    public override bool IsUniqueViolation(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsMadeByAnother(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation };

    public override bool IsFull(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    // EF locks a table, which ends with the transaction of each migration: another node would make the next one meanwhile.
    public override string TryLockMigration => $"SELECT pg_try_advisory_lock({MigrationLock}) AS \"Value\"";

    public override string UnlockMigration => $"SELECT pg_advisory_unlock({MigrationLock})";

    // The statement's instant, not clock_timestamp(): that one is volatile and would keep indexes out.
    public override string Instant(string parameter) =>
        $"COALESCE(CAST({parameter} AS bigint), CAST(extract(epoch FROM statement_timestamp()) * 1000 AS bigint))";

    // Materialized: a plan that ran the inner query more than once would lock more rows than it returns.
    protected override string Claim(string due, string sets) =>
        $$"""
        WITH claimable AS MATERIALIZED (
            SELECT due.id FROM post_backs AS due WHERE {{due}}
            ORDER BY due.due_at, due.id LIMIT {5} FOR UPDATE OF due SKIP LOCKED)
        UPDATE post_backs AS claimed SET {{sets}} FROM claimable WHERE claimed.id = claimable.id
        RETURNING claimed.*
        """;
}
