namespace GroundTransport.Domain;

/// <summary>Why something was refused. Each message of the wire maps the kind to its ErrorCode, REST to a status.</summary>
public enum RefusalKind
{
    /// <summary>A place is missing or malformed, or doesn't fit the service type.</summary>
    Location,

    /// <summary>A time is in the past, too soon, too far ahead, in a blackout, or after the pickup.</summary>
    Time,

    /// <summary>Another part of the request is missing or malformed.</summary>
    Request,

    /// <summary>A value isn't what it has to be, or is one that the gateway never accepts: REST's 400.</summary>
    Malformed,

    /// <summary>The caller is unknown, or the credentials are wrong.</summary>
    Credentials,

    /// <summary>No zone, rate, vehicle or capacity; a changed price; a used quote.</summary>
    Unavailable,

    /// <summary>The form of payment isn't accepted, or can't be read.</summary>
    Payment,

    /// <summary>It doesn't exist for this caller: a reservation, or on the supplier's side a vendor, a connection, a key.</summary>
    Unknown,

    /// <summary>The reservation's status doesn't allow it.</summary>
    NotInThisState,

    /// <summary>Something that exists already, or that depends on it, prevents it.</summary>
    Conflict,

    /// <summary>The caller is known but isn't allowed to do this.</summary>
    Forbidden,

    /// <summary>The caller decided on an outdated version.</summary>
    Stale,

    /// <summary>It was valid once, and what it refers to is no longer kept.</summary>
    Expired,

    /// <summary>Concur refused a request of the gateway, or didn't answer it.</summary>
    Concur,

    /// <summary>The gateway itself failed.</summary>
    Failure,
}

/// <summary>A refusal as a value: its kind, the field that is wrong, and a text that says what is wrong and how to mend it.</summary>
public sealed record Refusal(RefusalKind Kind, Field Field, RefusalMessage Message)
{
    /// <summary>Every wrong field if there are several: REST returns all of them, the wire has room for one.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    public static Refusal Location(Field field, RefusalMessage message) => new(RefusalKind.Location, field, message);

    public static Refusal Time(Field field, RefusalMessage message) => new(RefusalKind.Time, field, message);

    public static Refusal Request(Field field, RefusalMessage message) => new(RefusalKind.Request, field, message);

    public static Refusal Unavailable(Field field, RefusalMessage message) => new(RefusalKind.Unavailable, field, message);

    public static Refusal Payment(Field field, RefusalMessage message) => new(RefusalKind.Payment, field, message);

    public static Refusal NotInThisState(Field field, RefusalMessage message) => new(RefusalKind.NotInThisState, field, message);

    public static Refusal Unknown(string what) => new(RefusalKind.Unknown, Field.None, $"There is no such {what}.");

    public static Refusal Conflict(Field field, RefusalMessage message) => new(RefusalKind.Conflict, field, message);

    public static Refusal Malformed(Field field, RefusalMessage message) => new(RefusalKind.Malformed, field, message);

    public static Refusal Expired(Field field, RefusalMessage message) => new(RefusalKind.Expired, field, message);

    public static Refusal Forbidden(RefusalMessage message) => new(RefusalKind.Forbidden, Field.None, message);

    /// <summary>The caller's version isn't the current one.</summary>
    public static Refusal Stale(string what, int seen, int current) => new(RefusalKind.Stale, Field.Version,
        $"The {what} has changed since version {seen}; it is now at version {current}. Read it again and decide on that version.");

    public static Refusal UnknownReservation { get; } = new(RefusalKind.Unknown, Field.Reservation,
        $"There is no such reservation. Check the {Field.Reservation} that the booking returned.");

    public static Refusal MissingReservation { get; } = Request(Field.Reservation,
        $"{Field.Reservation} is missing. Send the one that the booking returned.");

    public static Refusal SoldOut { get; } = Unavailable(Field.Start,
        $"Every vehicle that could serve this ride is booked at that time. Choose another {Field.Start}.");

    public static Refusal Failure { get; } = new(RefusalKind.Failure, Field.None,
        "The gateway couldn't complete this request. Try again; the supplier finds the cause by the correlation id.");

    /// <summary>The database's disk is full.</summary>
    public static Refusal NoRoom { get; } = new(RefusalKind.Failure, Field.None,
        "The supplier's system has no room to store this: nothing was changed. Try again later.");
}

/// <summary>One wrong field of a request, and what would be right.</summary>
public sealed record FieldError(Field Field, RefusalMessage Message);
