using GroundTransport.Application.Delivery;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// What the databases do differently. EF Core generates everything else. Every raw SQL statement that the gateway runs is a
/// member here, and each dialect can replace each of them. In the statements <c>{0}</c> and so on stand for parameters.
/// </summary>
public abstract class Dialect
{
    private const string DueCondition = """
        due.state = 'Pending'
          AND ((due.lease_until IS NULL AND due.due_at <= @now)
            OR (due.lease_until <= @now AND (due.sent_at IS NULL OR due.sent_at + {4} <= @now)))
          AND NOT EXISTS (
            SELECT 1 FROM @ofReservation AS earlier
            WHERE earlier.@destination = due.@destination AND earlier.reservation_id = due.reservation_id
              AND earlier.state = 'Pending' AND earlier.@order < due.@order)
        """;

    // A lease that expired after the request was sent counts as a timeout: the attempt is used up, and the next one waits for RetryAfter.
    private const string ClaimAssignments = """
        lease_owner = {0}, lease_token = {1}, lease_until = @now + {2},
        attempts = attempts + CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END,
        last_answer = CASE WHEN sent_at IS NULL THEN last_answer ELSE 'None: the sender stopped before it had a response' END,
        sent_at = NULL
        """;

    /// <summary>The database and its version, for the log.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether several nodes share the database over a network, on which the response to a commit can be lost. If so, leases
    /// use the database's clock, and each commit inserts a record by which it is found.
    /// </summary>
    public abstract bool IsShared { get; }

    /// <summary>Begins the transaction of one write; on a database with a single writer, waits for its turn.</summary>
    /// <param name="alone">Never in one transaction with other writes.</param>
    public virtual async Task<IDatabaseTransaction> BeginWrite(DbContext db, WritePriority priority, bool alone, CancellationToken ct) =>
        new OwnTransaction(await db.Database.BeginTransactionAsync(ct));

    /// <summary>Whether a primary key or a unique index rejected a row.</summary>
    public abstract bool IsUniqueViolation(Exception failure);

    /// <summary>Whether the database's disk is full.</summary>
    public abstract bool IsDiskFull(Exception failure);

    /// <summary>Whether the database may exist although its creation failed, for example because another process created it.</summary>
    public virtual bool MayHaveCreatedDatabase(Exception failure) => false;

    /// <summary>Whether every connection of the pool was in use, if the driver says so by an exception that isn't its own.</summary>
    public virtual bool IsPoolExhausted(Exception failure) => false;

    /// <summary>
    /// Selects the statement, a column "Value", that turns on an option which the gateway relies on; no row if it is on. Null if
    /// there is no such option.
    /// </summary>
    public virtual string? SelectMissingOption => null;

    /// <summary>
    /// Tries to take the lock that covers all migrations; returns one row with a column "Value". The lock is held until
    /// <see cref="UnlockMigration"/>. Null if EF Core's own lock covers them all.
    /// </summary>
    public virtual string? TryLockMigration => null;

    /// <inheritdoc cref="TryLockMigration"/>
    public virtual string? UnlockMigration => null;

    /// <summary>
    /// Removes the lock that a process left behind when it was killed during a migration. Null if the database releases its locks
    /// with the connection.
    /// </summary>
    public virtual string? RemoveStaleMigrationLock => null;

    /// <summary>Copies the database, while it is in use, to the file {0}; null if backups are left to the database's own tools.</summary>
    public virtual string? Backup => null;

    /// <summary>Selects what is damaged in an embedded database, or the word <c>ok</c>; null if a server checks its own.</summary>
    public virtual string? SelectDamages => null;

    /// <summary>The file of an embedded database; null if a server stores it.</summary>
    public virtual string? FindFile(string connectionString) => null;

    /// <summary>An expression for the current Unix milliseconds: the parameter, or the database's clock if it is null.</summary>
    public abstract string Now(string parameter);

    /// <summary>
    /// The parameter for <see cref="Now"/>: null if the database's clock applies. Only a test has another clock than the system's;
    /// it runs the same statements.
    /// </summary>
    public object? NowParameter(TimeProvider clock) =>
        IsShared && clock == TimeProvider.System ? null : clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Reads the database's clock; returns one row with a column "Value".</summary>
    public virtual string SelectNow => $"SELECT {Now("NULL")} AS \"Value\"";

    /// <summary>
    /// Claims a request key that is free or expired. Parameters: scope, key, content, reservation, expiry, what it makes, now.
    /// </summary>
    public virtual string ClaimRequestKey => Upsert("request_keys", ["scope", "request_key"],
        [
            ("scope", "{0}"), ("request_key", "{1}"), ("content", "{2}"), ("reservation_id", "{3}"), ("expires_at", "{4}"), ("made", "{5}"),
        ],
        "held.expires_at <= {6}");

    /// <summary>
    /// Locks a vehicle's row of the fleet, then selects the overlapping holds: two statements in one round trip, the second of
    /// which sees what was committed while the first one waited. Parameters: vendor, vehicle, end, start, and the reservation
    /// whose own holds don't count.
    /// </summary>
    public virtual string LockFleet => """
        UPDATE fleet SET locks = locks + 1, longest_hold = CASE WHEN longest_hold < {2} - {3} THEN {2} - {3} ELSE longest_hold END
        WHERE vendor_code = {0} AND vehicle_id = {1};
        SELECT other.taken_from AS "TakenFrom", other.taken_to AS "TakenTo" FROM holds AS other
        WHERE other.vendor_code = {0} AND other.vehicle_id = {1} AND other.taken_from < {2} AND other.taken_to > {3}
          AND other.taken_to < {2} + (SELECT own.longest_hold FROM fleet AS own WHERE own.vendor_code = {0} AND own.vehicle_id = {1})
          AND other.reservation_id <> {4}
        """;

    /// <summary>Inserts rows. Parameters: the columns of the first row, of the second, and so on.</summary>
    public virtual string Insert(string table, IReadOnlyList<string> columns, int rows) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES "
        + string.Join(", ", Enumerable.Range(0, rows).Select(row => $"({Placeholders.Of(row * columns.Count, columns.Count)})"));

    /// <summary>Adds words by which a reservation is found. Parameters: its id, then the words.</summary>
    public virtual string InsertReservationWords(int count) =>
        "INSERT INTO reservation_words (word, reservation_id) VALUES "
        + string.Join(", ", Enumerable.Range(1, count).Select(word => $"({{{word}}}, {{0}})"));

    /// <summary>Selects columns of one reservation through the plain driver. Its parameter is named <c>@id</c>.</summary>
    public virtual string SelectReservation(string columns) => $"SELECT {columns} FROM reservations WHERE id = @id";

    /// <summary>
    /// Stores what Concur was last notified of about some reservations, unless a newer message is stored already, and marks the history
    /// up to it as notified, in one round trip. Parameters: the columns of the first, of the second, and so on.
    /// </summary>
    public virtual string UpsertLastNotified(int count) =>
        string.Join(";\n", Enumerable.Range(0, count).Select(row => UpsertLastNotifiedFrom(6 * row)));

    /// <summary>Claims a job's lease that is free or expired. Parameters: name, owner, now, length (milliseconds).</summary>
    public virtual string ClaimJobLease => Upsert("job_leases", ["name"],
        [("name", "{0}"), ("owner", "{1}"), ("until", $"{Now("{2}")} + {{3}}")], $"held.until <= {Now("{2}")}");

    /// <summary>
    /// Extends a job's lease, and keeps others from claiming it until the end of the transaction. Parameters: name, owner, now, length
    /// (milliseconds). Its row count is 0 if another owner has it.
    /// </summary>
    public virtual string RenewJobLease =>
        $$"""UPDATE job_leases SET until = {{Now("{2}")}} + {3} WHERE name = {0} AND owner = {1}""";

    /// <summary>
    /// Leases messages that are due and returns them, in one statement. Parameters: owner, token, length of the lease, now,
    /// RetryAfter (milliseconds), maximum number of rows, then the destinations.
    /// </summary>
    /// <param name="destinations">There are only a few of them: each is a parameter of its own, on every database.</param>
    public virtual string ClaimMessages(OutboxTable table, DestinationFilter destinations)
    {
        const int FirstDestination = 6;
        var count = destinations.Only is null ? destinations.Except.Count : 1;
        var filter = count == 0
            ? ""
            : $"AND due.@destination {(destinations.Only is null ? "NOT IN" : "IN")} ({Placeholders.Of(FirstDestination, count)})";
        return ClaimMessages(table.Name, $"{DueCondition} {filter}", ClaimAssignments)
            .Replace("@ofReservation", MessagesOfReservation(table.Name), StringComparison.Ordinal)
            .Replace("@destination", table.DestinationColumn, StringComparison.Ordinal)
            .Replace("@order", table.OrderColumn, StringComparison.Ordinal)
            .Replace("@now", Now("{3}"), StringComparison.Ordinal);
    }

    /// <summary>
    /// Records that leased messages are about to be sent, if their leases last long enough. Parameters: now, how long they must last
    /// (milliseconds), the ids, and the tokens of the leases.
    /// </summary>
    public virtual string MarkMessagesSent(OutboxTable table, int count) =>
        $$"""
        UPDATE {{table.Name}} SET sent_at = {{Now("{0}")}}, sends = sends + 1
        WHERE id IN ({{Placeholders.Of(2, count)}}) AND lease_token IN ({{Placeholders.Of(2 + count, count)}})
          AND lease_until > {{Now("{0}")}} + {1}
        """;

    /// <summary>Where the messages of the reservation of a row named <c>due</c> are looked for.</summary>
    protected virtual string MessagesOfReservation(string table) => table;

    /// <param name="dueCondition">The condition on a row named <c>due</c>.</param>
    /// <param name="assignments">What the row's columns are set to.</param>
    protected abstract string ClaimMessages(string table, string dueCondition, string assignments);

    /// <summary>
    /// Inserts a row, or updates the row with the same keys if it, named <c>held</c>, meets the condition. It is one statement, so
    /// that concurrent calls can't interleave; its row count is 0 if the condition isn't met.
    /// </summary>
    /// <param name="columns">All columns, each with its value.</param>
    protected virtual string Upsert(string table, string[] keys, (string Name, string Value)[] columns, string condition)
    {
        var updates = columns.Where(column => !keys.Contains(column.Name)).Select(column => $"{column.Name} = excluded.{column.Name}");
        return $"""
            INSERT INTO {table} AS held ({string.Join(", ", columns.Select(column => column.Name))})
            VALUES ({string.Join(", ", columns.Select(column => column.Value))})
            ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE
            SET {string.Join(", ", updates)}
            WHERE {condition}
            """;
    }

    private string UpsertLastNotifiedFrom(int first)
    {
        var values = Enumerable.Range(first, 6).Select(number => $"{{{number}}}").ToArray();
        return $"""
            UPDATE reservation_history SET unnotified_since = NULL
            WHERE reservation_id = {values[0]} AND seq <= {values[1]} AND unnotified_since IS NOT NULL;
            {Upsert("last_notified", ["reservation_id"],
                [
                    ("reservation_id", values[0]), ("seq", values[1]), ("status", values[2]), ("notified_at", values[3]),
                    ("notified_by", values[4]), ("correlation_id", values[5]),
                ],
                $"held.seq <= {values[1]}")}
            """;
    }
}

/// <summary>What stands for parameters in a list.</summary>
file static class Placeholders
{
    public static string Of(int first, int count) =>
        string.Join(", ", Enumerable.Range(first, count).Select(number => $"{{{number}}}"));
}
