using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>The result of one attempt.</summary>
public enum PostBackAnswerKind
{
    /// <summary>2xx with Success.</summary>
    Success,

    /// <summary>2xx with Error.</summary>
    Error,

    /// <summary>No answer in time: the message may have arrived.</summary>
    Timeout,

    /// <summary>The connection was refused, or the host has no address: the message can't have arrived.</summary>
    Unreachable,

    /// <summary>
    /// The answer broke off, isn't XML, or is too long, or sending failed unexpectedly: the message may have arrived.
    /// </summary>
    Unreadable,

    /// <summary>An HTTP status other than 2xx.</summary>
    Status,

    /// <summary>Nothing was sent, because there is no credential to send it with.</summary>
    NoCredential,
}

/// <summary>One answer, as far as the retry decision depends on it.</summary>
/// <param name="Status">The HTTP status; 0 without one.</param>
/// <param name="Text">One line for the operator.</param>
/// <param name="RetryAfter">The answer's own Retry-After.</param>
/// <param name="CorrelationId">Concur's.</param>
public sealed record PostBackAnswer(
    PostBackAnswerKind Kind, int Status, string Text, TimeSpan? RetryAfter = null, string CorrelationId = "")
{
    /// <summary>After a 429 a circuit closes only when this many messages have been processed.</summary>
    public const int AnswersToCloseAfterTooManyRequests = 10;

    /// <summary>What the answer says about the direct connect: its credentials and its address concern every message.</summary>
    public CircuitEffect EffectOnCircuit(RetryDecision decision) => this switch
    {
        { Kind: PostBackAnswerKind.Success or PostBackAnswerKind.Error } or { Status: 400 } => new CircuitEffect.Processed(),
        { Status: 429 } => new CircuitEffect.Open(Text, decision.Wait, AnswersToCloseAfterTooManyRequests),
        _ when decision.CountsAsAttempt == CountsAsAttempt.No => new CircuitEffect.Open(Text, decision.Wait),
        _ when decision.State == DeliveryState.Pending => new CircuitEffect.Failure(Text),
        _ => new CircuitEffect.None(),
    };

    /// <summary>What the answer says about Concur's load: every message is sent to the same address.</summary>
    public WindowEffect EffectOnWindow => this switch
    {
        { Kind: PostBackAnswerKind.Timeout } or { Status: 429 or 503 or 504 } => WindowEffect.Halve,
        { Kind: PostBackAnswerKind.Success or PostBackAnswerKind.Error } or { Status: 400 } => WindowEffect.Grow,
        _ => WindowEffect.None,
    };
}
