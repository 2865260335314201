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

    // OFFSET 0 is a fence: inside it only the reservation's index fits. Without statistics, which a new table or a sudden backlog
    // doesn't have, the planner would compare each pending row with every other.
    protected override string MessagesOfReservation(string table) =>
        $"(SELECT * FROM {table} AS same WHERE same.reservation_id = due.reservation_id OFFSET 0)";

    // MATERIALIZED: a plan that ran the inner query more than once would lock more rows than the statement returns. Ordered by the
    // index alone, and updated by an array of ids: whatever the statistics say, it reads no more rows than it claims.
    protected override string ClaimMessages(string table, string dueCondition, string assignments) =>
        $$"""
        WITH claimable AS MATERIALIZED (
            SELECT due.id FROM {{table}} AS due WHERE {{dueCondition}}
            ORDER BY due.due_at LIMIT {5} FOR UPDATE OF due SKIP LOCKED)
        UPDATE {{table}} AS claimed SET {{assignments}} WHERE claimed.id = ANY (ARRAY(SELECT id FROM claimable))
        RETURNING claimed.*
        """;
}
