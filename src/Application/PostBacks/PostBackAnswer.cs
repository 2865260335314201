namespace GroundTransport.Application.PostBacks;

/// <summary>What came of one attempt.</summary>
public enum PostBackAnswerKind
{
    /// <summary>2xx and Success.</summary>
    Success,

    /// <summary>2xx and Error.</summary>
    Error,

    /// <summary>No answer in time: it may have arrived.</summary>
    Timeout,

    /// <summary>The connection was refused, or the host has no address: it can't have arrived.</summary>
    Unreachable,

    /// <summary>Broken off in mid-answer, not XML, or too long: it may have arrived. So too where sending failed in an unforeseen way.</summary>
    Unreadable,

    /// <summary>An HTTP status other than 2xx.</summary>
    Status,

    /// <summary>Nothing was sent: there is nothing to say who sends it.</summary>
    NoCredential,
}

/// <summary>One answer, as far as its treatment depends on it.</summary>
/// <param name="Status">The HTTP status; 0 where none came.</param>
/// <param name="Text">One line for the operator.</param>
/// <param name="RetryAfter">The answer's own Retry-After.</param>
/// <param name="CorrelationId">Concur's.</param>
public sealed record PostBackAnswer(
    PostBackAnswerKind Kind, int Status, string Text, TimeSpan? RetryAfter = null, string CorrelationId = "");
