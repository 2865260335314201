namespace GroundTransport.Domain;

/// <summary>Why something was refused; each message of the wire turns the kind into its own ErrorCode, REST into a status.</summary>
public enum RefusalKind
{
    /// <summary>A place is missing, malformed or doesn't fit the service type.</summary>
    Location,

    /// <summary>A time lies in the past, too near, too far, in a blackout, or after the pickup.</summary>
    Time,

    /// <summary>Another part of the request is missing or malformed.</summary>
    Request,

    /// <summary>Who asks isn't known, or isn't known with these credentials.</summary>
    Credentials,

    /// <summary>No zone, rate, vehicle or capacity; a price that changed; a quote that was used up.</summary>
    Unavailable,

    /// <summary>The form of payment isn't accepted, or can't be read.</summary>
    Payment,

    /// <summary>There is no such thing for who asks: a reservation, or at the supplier's side a vendor, a connection, a key.</summary>
    Unknown,

    /// <summary>The reservation's state forbids it.</summary>
    NotInThisState,

    /// <summary>What exists already, or depends on it, forbids it.</summary>
    Conflict,

    /// <summary>Who asks is known, and may not.</summary>
    Forbidden,

    /// <summary>The caller decided on an older version than the present one.</summary>
    Stale,

    /// <summary>Concur, asked by the gateway, refused or gave no answer.</summary>
    Concur,

    /// <summary>The gateway itself failed.</summary>
    Failure,
}

/// <summary>A refusal as a value: its kind, the field that is wrong, and a text that says what is wrong and how to mend it.</summary>
public sealed record Refusal(RefusalKind Kind, Field Field, RefusalMessage Message)
{
    /// <summary>Every field that is wrong, where several are (REST shows them all; the wire has room for one).</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    public static Refusal Location(Field field, RefusalMessage message) => new(RefusalKind.Location, field, message);

    public static Refusal Time(Field field, RefusalMessage message) => new(RefusalKind.Time, field, message);

    public static Refusal Request(Field field, RefusalMessage message) => new(RefusalKind.Request, field, message);

    public static Refusal Unavailable(Field field, RefusalMessage message) => new(RefusalKind.Unavailable, field, message);

    public static Refusal Payment(Field field, RefusalMessage message) => new(RefusalKind.Payment, field, message);

    public static Refusal NotInThisState(Field field, RefusalMessage message) => new(RefusalKind.NotInThisState, field, message);

    public static Refusal Unknown(string what) => new(RefusalKind.Unknown, Field.None, $"There is no such {what}.");

    public static Refusal Conflict(Field field, RefusalMessage message) => new(RefusalKind.Conflict, field, message);

    public static Refusal Forbidden(RefusalMessage message) => new(RefusalKind.Forbidden, Field.None, message);

    /// <summary>The caller has seen another version than the present one.</summary>
    public static Refusal Stale(string what, int seen, int present) => new(RefusalKind.Stale, Field.Version,
        $"The {what} changed since version {seen}: it is at version {present}. Read it again and decide on that.");

    public static Refusal UnknownReservation { get; } =
        new(RefusalKind.Unknown, Field.Reservation, $"There is no such reservation. Check the {Field.Reservation} that the booking's reply gave.");

    public static Refusal Failure { get; } =
        new(RefusalKind.Failure, Field.None, "The gateway couldn't finish this request. Try again; the supplier finds the cause by the correlation id.");

    /// <summary>The database's disk is full.</summary>
    public static Refusal NoRoom { get; } =
        new(RefusalKind.Failure, Field.None, "The supplier's system has no room to store this: nothing was changed. Try again later.");
}

/// <summary>One wrong field of a request, and what would be right.</summary>
public sealed record FieldError(Field Field, RefusalMessage Message);
