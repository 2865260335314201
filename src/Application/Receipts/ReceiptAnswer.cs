using GroundTransport.Application.Delivery;

namespace GroundTransport.Application.Receipts;

/// <summary>The result of one attempt with a receipt.</summary>
public enum ReceiptAnswerKind
{
    /// <summary>Concur has it and processes it: 201, 202, or it was found in the user's list.</summary>
    Accepted,

    /// <summary>A page of the user's list doesn't contain it.</summary>
    NotFound,

    /// <summary>Concur is still processing it.</summary>
    Processing,

    /// <summary>It is in the user's Expense.</summary>
    Processed,

    /// <summary>Concur accepted it, and then failed to process it.</summary>
    ProcessingFailed,

    /// <summary>No answer in time: the receipt may have arrived.</summary>
    Timeout,

    /// <summary>The connection was refused, or the host has no address: the receipt can't have arrived.</summary>
    Unreachable,

    /// <summary>The answer broke off or makes no sense: the receipt may have arrived.</summary>
    Unreadable,

    /// <summary>An HTTP status of 300 or above.</summary>
    Status,

    /// <summary>Nothing was sent, because there is no access token to send it with.</summary>
    NoCredential,
}

/// <summary>What was asked of Concur.</summary>
public enum ReceiptStep
{
    /// <summary>To look for a receipt that may have arrived.</summary>
    Search,

    /// <summary>To take a receipt.</summary>
    Send,

    /// <summary>How far an accepted receipt is.</summary>
    Follow,
}

/// <summary>One answer, as far as the retry decision depends on it.</summary>
/// <param name="Status">The HTTP status; 0 without one.</param>
/// <param name="Text">One line for the operator.</param>
/// <param name="CorrelationId">Concur's.</param>
public sealed record ReceiptAnswer(ReceiptStep Step, ReceiptAnswerKind Kind, int Status, string Text, string CorrelationId = "")
{
    /// <summary>How much of what Concur says in detail is kept.</summary>
    public const int MaxDetails = 4000;

    /// <summary>The answer's own Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Before it was sent, the user's complete list was searched without finding it: no earlier attempt had arrived.</summary>
    public bool SearchFoundNothing { get; init; }

    /// <summary>Concur's id of the receipt; empty: not accepted.</summary>
    public string ConcurReceiptId { get; init; } = "";

    /// <summary>Where Concur tells how far it is.</summary>
    public string StatusUrl { get; init; } = "";

    /// <summary>Why Concur refused the receipt, or the log of its processing; empty: it says nothing.</summary>
    public string Details { get; init; } = "";

    /// <summary>The token isn't accepted, or there is none: nothing of this direct connect's can be sent.</summary>
    public bool ConcernsConnection => Kind == ReceiptAnswerKind.NoCredential || Status == 403;

    /// <summary>What the answer says about the direct connect: its token and its address concern every receipt.</summary>
    public CircuitEffect EffectOnCircuit(RetryDecision decision) => this switch
    {
        { ConcernsConnection: true } or { Status: 429 } => new CircuitEffect.Open(Text, decision.Wait),
        { Status: >= 200 and < 300 or >= 400 and < 500 } and not { Kind: ReceiptAnswerKind.Unreadable } => new CircuitEffect.Processed(),
        _ => new CircuitEffect.Failure(Text),
    };

    /// <summary>What the answer says about Concur's load.</summary>
    public WindowEffect EffectOnWindow => this switch
    {
        { Kind: ReceiptAnswerKind.Timeout } or { Status: 429 or 503 or 504 } => WindowEffect.Halve,
        { Kind: ReceiptAnswerKind.Accepted or ReceiptAnswerKind.Processing or ReceiptAnswerKind.Processed } => WindowEffect.Grow,
        _ => WindowEffect.None,
    };
}
