namespace GroundTransport.Application.WireLog;

/// <summary>The kind of an exchange with Concur.</summary>
public enum ExchangeKind
{
    Search,
    Sell,
    ReservationDetail,
    Update,
    Cancel,
    PostBack,

    /// <summary>A receipt that is sent to Concur.</summary>
    Receipt,

    /// <summary>How far a receipt is at Concur.</summary>
    ReceiptStatus,

    /// <summary>A search for a receipt that may have arrived; its answer isn't stored.</summary>
    ReceiptSearch,

    /// <summary>A call that isn't one of the messages, or can't be read.</summary>
    Unreadable,
}

/// <summary>What follows from the kind of an exchange.</summary>
public static class ExchangeKinds
{
    extension(ExchangeKind kind)
    {
        /// <summary>Whether the message changes nothing: Concur sends many for each booking.</summary>
        public bool IsRead => kind is ExchangeKind.Search or ExchangeKind.ReservationDetail;
    }
}

/// <summary>The outcome of an exchange.</summary>
public enum ExchangeOutcome
{
    Ok,

    /// <summary>The receiver understood the request and refused it.</summary>
    Refused,

    /// <summary>No answer, or none that could be understood.</summary>
    Failed,
}

/// <summary>One exchange with Concur. Its bodies are redacted before they are queued or stored.</summary>
public sealed record Exchange
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ExchangeKind Kind { get; init; }

    public required ExchangeOutcome Outcome { get; init; }

    /// <summary>Empty: the caller is unknown.</summary>
    public string DirectConnectId { get; init; } = "";

    /// <summary>Empty: no vendor is known.</summary>
    public string VendorCode { get; init; } = "";

    /// <summary>Null: not about a reservation.</summary>
    public long? ReservationId { get; init; }

    public string CorrelationId { get; init; } = "";

    /// <summary>Concur's id in its answer to a PostBack.</summary>
    public string ConcurCorrelationId { get; init; } = "";

    /// <summary>The HTTP status; 0: no response.</summary>
    public int HttpStatus { get; init; }

    /// <summary>Why it was refused or failed; empty: it succeeded.</summary>
    public string Why { get; init; } = "";

    public int DurationMs { get; init; }

    /// <summary>The HTTP headers of the request, a line each, without secrets.</summary>
    public string RequestHeaders { get; init; } = "";

    public string Request { get; init; } = "";

    /// <summary>The HTTP headers of the answer, a line each, without secrets; empty: there was none.</summary>
    public string AnswerHeaders { get; init; } = "";

    public string Answer { get; init; } = "";

    /// <summary>What it takes in the log, in characters.</summary>
    public long Size => (long)RequestHeaders.Length + Request.Length + AnswerHeaders.Length + Answer.Length;
}

/// <summary>Queues exchanges and stores them in the background. What the queue can't hold is counted and dropped.</summary>
public interface IWireLog
{
    /// <summary>
    /// Whether a call of Concur's is recorded: not every read is, nor every one of many same refusals (<see cref="RefusalSample"/>). Ask
    /// once for each call, before its bodies are redacted. The gateway's own calls are always recorded.
    /// </summary>
    bool ShouldRecord(ExchangeKind kind, ExchangeOutcome outcome, string directConnectId, string why);

    void Record(Exchange exchange);
}

/// <summary>Which reads (Search, ReservationDetail) are recorded. Everything else always is.</summary>
public enum RecordedReads
{
    /// <summary>Only those that were refused or failed.</summary>
    Errors,
    All,
    None,
}

/// <summary>What is recorded, and for how long.</summary>
public sealed record WireLogSettings
{
    public RecordedReads Reads { get; init; }

    public int KeepDays { get; init; } = 30;

    /// <summary>The size of the stored messages beyond which the oldest are deleted, in megabytes.</summary>
    public int MaxMegabytes { get; init; } = 1000;
}
