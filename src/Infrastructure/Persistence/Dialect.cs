using GroundTransport.Application.PostBacks;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// What the databases say in different words. All else is EF Core's; SQL written here is written for each of them.
/// In the statements <c>{0}</c> and so on stand for parameters.
/// </summary>
public abstract class Dialect
{
    private const string DueMeans = """
        due.state = 'Pending'
          AND ((due.lease_until IS NULL AND due.due_at <= @now)
            OR (due.lease_until <= @now AND (due.sent_at IS NULL OR due.sent_at + {4} <= @now)))
          AND NOT EXISTS (
            SELECT 1 FROM post_backs AS earlier
            WHERE earlier.reservation_id = due.reservation_id AND earlier.state = 'Pending' AND earlier.seq < due.seq)
        """;

    // A lease that ended after the request had left counts as a timeout: that attempt is spent, the next waits RetryAfter.
    private const string ClaimingSets = """
        lease_owner = {0}, lease_token = {1}, lease_until = @now + {2},
        attempts = attempts + CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END,
        last_answer = CASE WHEN sent_at IS NULL THEN last_answer ELSE 'None: its sender stopped while it waited' END,
        sent_at = NULL
        """;

    /// <summary>For the log: which database this is.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether several nodes share the database, over a network that can lose the answer to a commit. Then the database's
    /// clock rules leases, and each commit leaves a mark by which it is found again.
    /// </summary>
    public abstract bool IsShared { get; }

    /// <summary>Waits until this process may write; null where the database itself lets many in.</summary>
    public virtual ValueTask<IDisposable?> EnterWrite(CancellationToken ct) => default;

    /// <summary>Whether a primary key or a unique index refused a row.</summary>
    public abstract bool IsUniqueViolation(Exception failure);

    /// <summary>Whether the database's disk has no more room.</summary>
    public abstract bool IsFull(Exception failure);

    /// <summary>Whether another process made the database while this one was about to.</summary>
    public virtual bool IsMadeByAnother(Exception failure) => false;

    /// <summary>
    /// Asks for the lock of those who migrate, in one row whose column is "Value"; it lasts until <see cref="UnlockMigration"/>.
    /// Null where EF's own lock lasts from the first migration to the last.
    /// </summary>
    public virtual string? TryLockMigration => null;

    /// <inheritdoc cref="TryLockMigration"/>
    public virtual string? UnlockMigration => null;

    /// <summary>Unix milliseconds of now: the parameter where it has a value, else by the database's clock.</summary>
    public abstract string Instant(string parameter);

    /// <summary>
    /// The parameter for <see cref="Instant"/>: null where the database's own clock rules. A clock that isn't the system's
    /// is a test's, which drives the same statements.
    /// </summary>
    public object? InstantOf(TimeProvider clock) => IsShared && clock == TimeProvider.System ? null : clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Asks for the database's clock, in one row whose column is "Value".</summary>
    public string Clock => $"SELECT {Instant("NULL")} AS \"Value\"";

    /// <summary>
    /// Enters a row, or replaces the one with its keys where that, named <c>held</c>, meets the condition. One statement,
    /// whoever else does the same; says how many rows it wrote.
    /// </summary>
    /// <param name="columns">All, with what each is set to.</param>
    protected virtual string Upsert(string table, string[] keys, (string Name, string Value)[] columns, string condition) =>
        $"""
        INSERT INTO {table} AS held ({string.Join(", ", columns.Select(column => column.Name))})
        VALUES ({string.Join(", ", columns.Select(column => column.Value))})
        ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE
        SET {string.Join(", ", columns.Where(column => !keys.Contains(column.Name)).Select(column => $"{column.Name} = excluded.{column.Name}"))}
        WHERE {condition}
        """;

    /// <summary>Takes a request key that is free or expired. Parameters: scope, key, content, reservation, expiry, what it makes, instant.</summary>
    public string ClaimRequestKey => Upsert("request_keys", ["scope", "request_key"],
        [("scope", "{0}"), ("request_key", "{1}"), ("content", "{2}"), ("reservation_id", "{3}"), ("expires_at", "{4}"), ("made", "{5}")], "held.expires_at <= {6}");

    /// <summary>
    /// Locks a vehicle's row in the fleet, then tells which holds overlap: two statements on one way, the second of which
    /// sees what was committed while the first waited. Parameters: vendor, vehicle, end, beginning, whose own don't count.
    /// </summary>
    public const string SaveAndLockFleet = """
        UPDATE fleet SET locks = locks + 1, longest_hold = CASE WHEN longest_hold < {2} - {3} THEN {2} - {3} ELSE longest_hold END
        WHERE vendor_code = {0} AND vehicle_id = {1};
        SELECT other.taken_from AS "TakenFrom", other.taken_to AS "TakenTo" FROM holds AS other
        WHERE other.vendor_code = {0} AND other.vehicle_id = {1} AND other.taken_from < {2} AND other.taken_to > {3}
          AND other.taken_to < {2} + (SELECT own.longest_hold FROM fleet AS own WHERE own.vendor_code = {0} AND own.vehicle_id = {1})
          AND other.reservation_id <> {4}
        """;

    /// <summary>Enters what Concur was told; an older message that is entered late doesn't take a newer one's place. Parameters: the columns.</summary>
    public string UpsertLastNotified => Upsert("last_notified", ["reservation_id"],
        [("reservation_id", "{0}"), ("seq", "{1}"), ("status", "{2}"), ("notified_at", "{3}"), ("notified_by", "{4}"), ("correlation_id", "{5}")], "held.seq <= {1}");

    /// <summary>Takes a job's lease that is free or has ended. Parameters: name, owner, instant, length (milliseconds).</summary>
    public string ClaimJob => Upsert("job_leases", ["name"],
        [("name", "{0}"), ("owner", "{1}"), ("until", $"{Instant("{2}")} + {{3}}")], $"held.until <= {Instant("{2}")}");

    /// <summary>
    /// Leases PostBacks that are due and returns them, in one statement. Parameters: owner, token, length of the lease,
    /// instant, RetryAfter (milliseconds), how many at most, then the channels.
    /// </summary>
    /// <param name="of">Channels are a handful: each is a parameter of its own, on every database.</param>
    public string Claim(ChannelChoice of)
    {
        const int First = 6;
        var channels = of.Only is null ? of.Except.Count : 1;
        var names = string.Join(", ", Enumerable.Range(First, channels).Select(number => $"{{{number}}}"));
        var channel = channels == 0 ? "" : $"AND due.direct_connect_id {(of.Only is null ? "NOT IN" : "IN")} ({names})";
        return Claim($"{DueMeans} {channel}", ClaimingSets).Replace("@now", Instant("{3}"), StringComparison.Ordinal);
    }

    /// <summary>
    /// Notes that a leased PostBack leaves now, if its lease lasts long enough. Parameters: instant, id, token of the
    /// lease, how long (milliseconds).
    /// </summary>
    public string MarkSent =>
        $$"""
        UPDATE post_backs SET sent_at = {{Instant("{0}")}}, sends = sends + 1
        WHERE id = {1} AND lease_token = {2} AND lease_until > {{Instant("{0}")}} + {3}
        """;

    /// <param name="due">What a row named <c>due</c> must meet.</param>
    /// <param name="sets">What it is then set to.</param>
    protected abstract string Claim(string due, string sets);
}
