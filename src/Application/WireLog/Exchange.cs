namespace GroundTransport.Application.WireLog;

/// <summary>Which of our exchanges with Concur it was.</summary>
public enum ExchangeKind
{
    Search,
    Sell,
    ReservationDetail,
    Update,
    Cancel,
    PostBack,

    /// <summary>A call that is none of the messages, or can't be read.</summary>
    Unreadable,
}

/// <summary>How it ended.</summary>
public enum ExchangeOutcome
{
    Ok,

    /// <summary>Understood, and refused by whoever was asked.</summary>
    Refused,

    /// <summary>No answer that could be understood.</summary>
    Failed,
}

/// <summary>One exchange with Concur as it went over the wire, its bodies redacted before anything is queued or stored.</summary>
public sealed record Exchange
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ExchangeKind Kind { get; init; }

    public required ExchangeOutcome Outcome { get; init; }

    /// <summary>Empty where the caller wasn't known.</summary>
    public string DirectConnectId { get; init; } = "";

    /// <summary>Empty where no vendor was part of it.</summary>
    public string VendorCode { get; init; } = "";

    /// <summary>Null where no reservation was part of it.</summary>
    public long? ReservationId { get; init; }

    public string CorrelationId { get; init; } = "";

    /// <summary>Concur's own, of its answer to a PostBack.</summary>
    public string ConcurCorrelationId { get; init; } = "";

    /// <summary>The HTTP status; 0 where none came.</summary>
    public int HttpStatus { get; init; }

    /// <summary>ErrorCode and ErrorSource of a refusal, or what came instead of an answer.</summary>
    public string Why { get; init; } = "";

    public int DurationMs { get; init; }

    public string Request { get; init; } = "";

    public string Answer { get; init; } = "";
}

/// <summary>Takes exchanges off their way and stores them later; what its queue can't hold is counted and lost.</summary>
public interface IWireLog
{
    /// <summary>Whether such a one is recorded at all: ask before redacting it.</summary>
    bool Wants(ExchangeKind kind, ExchangeOutcome outcome);

    void Note(Exchange exchange);
}

/// <summary>Which searches are recorded; everything else always is.</summary>
public enum RecordedSearches
{
    /// <summary>Those that were refused.</summary>
    Errors,
    All,
    None,
}

/// <summary>What is recorded, and for how long.</summary>
public sealed record WireLogSettings
{
    public RecordedSearches Searches { get; init; }

    public int KeepDays { get; init; } = 30;
}
